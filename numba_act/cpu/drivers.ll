; Made by tools/drivers.py with Python 3.11, Numba 0.68.1, llvmlite 0.50.0 on x86_64
; Of source code with the digest 70ac2cf4834c7205

define noalias noundef ptr @driver(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca i64, align 8
  %3 = alloca [16 x i8], align 64
  %4 = alloca i8, align 1
  %5 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %6 = inttoptr i64 %.4 to ptr
  %7 = inttoptr i64 %.1 to ptr
  %8 = inttoptr i64 %.3 to ptr
  %9 = inttoptr i64 %.2 to ptr
  %10 = load i64, ptr %9, align 8
  %11 = icmp slt i64 %10, 1
  br i1 %11, label %331, label %12

12:                                               ; preds = %0
  %13 = load i64, ptr %6, align 8
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %15, label %55

15:                                               ; preds = %12
  %16 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %17 = load i64, ptr %16, align 8
  %18 = inttoptr i64 %17 to ptr
  %19 = getelementptr inbounds nuw i8, ptr %6, i64 64
  %20 = load i64, ptr %19, align 8
  %21 = tail call i64 @get_status() #0
  %22 = getelementptr inbounds nuw i8, ptr %18, i64 112
  %23 = load i64, ptr %22, align 8
  %24 = inttoptr i64 %23 to ptr
  %25 = tail call i64 %24() #0
  %26 = getelementptr inbounds nuw i8, ptr %18, i64 152
  %27 = load i64, ptr %26, align 8
  %28 = inttoptr i64 %27 to ptr
  %29 = tail call i64 %28() #0
  %30 = icmp eq i64 %29, 0
  br i1 %30, label %31, label %49

31:                                               ; preds = %15
  %32 = getelementptr inbounds nuw i8, ptr %18, i64 168
  %33 = load i64, ptr %32, align 8
  %34 = inttoptr i64 %33 to ptr
  %35 = tail call i64 %34(i64 %20) #0
  %36 = icmp eq i64 %35, 0
  br i1 %36, label %49, label %37

37:                                               ; preds = %31
  %38 = getelementptr inbounds nuw i8, ptr %18, i64 200
  %39 = load i64, ptr %38, align 8
  %40 = inttoptr i64 %39 to ptr
  %41 = tail call i64 %40(i64 %35) #0
  %42 = getelementptr inbounds nuw i8, ptr %18, i64 120
  %43 = load i64, ptr %42, align 8
  %44 = inttoptr i64 %43 to ptr
  %45 = tail call i64 %44(i64 %25) #0
  %46 = tail call i64 @set_status(i64 %21) #0
  %47 = load i64, ptr %6, align 8
  %48 = icmp eq i64 %47, 0
  br i1 %48, label %331, label %55

49:                                               ; preds = %31, %15
  %50 = getelementptr inbounds nuw i8, ptr %18, i64 120
  %51 = load i64, ptr %50, align 8
  %52 = inttoptr i64 %51 to ptr
  %53 = tail call i64 %52(i64 %25) #0
  %54 = tail call i64 @set_status(i64 %21) #0
  br label %331

55:                                               ; preds = %37, %12
  %56 = icmp eq i64 %10, 1
  br i1 %56, label %108, label %57

57:                                               ; preds = %55
  %58 = getelementptr inbounds nuw i8, ptr %6, i64 24
  %59 = load i64, ptr %58, align 8
  %60 = getelementptr inbounds nuw i8, ptr %6, i64 32
  %61 = load i64, ptr %60, align 8
  %62 = sub i64 %61, %59
  %63 = icmp slt i64 %62, 1
  br i1 %63, label %108, label %64

64:                                               ; preds = %57
  %65 = add nsw i64 %10, -1
  %66 = getelementptr inbounds nuw i8, ptr %6, i64 48
  %67 = icmp slt i64 %59, 1
  br label %84

68:                                               ; preds = %82, %70
  %69 = icmp sgt i64 %85, 1
  br i1 %69, label %84, label %108

70:                                               ; preds = %84
  %71 = mul nsw i64 %92, %65
  %72 = add nsw i64 %71, %90
  %73 = tail call i64 @llvm.smin.i64(i64 %72, i64 %90)
  %74 = tail call i64 @llvm.smax.i64(i64 %72, i64 %90)
  %75 = load i64, ptr %66, align 8
  %76 = add nsw i64 %75, %74
  br i1 %67, label %68, label %94

77:                                               ; preds = %94
  %78 = mul nsw i64 %100, %65
  %79 = add nsw i64 %78, %98
  %80 = tail call i64 @llvm.smin.i64(i64 %79, i64 %98)
  %81 = icmp slt i64 %80, %76
  br i1 %81, label %104, label %82

82:                                               ; preds = %104, %94, %77
  %83 = icmp eq i64 %59, %96
  br i1 %83, label %68, label %94

84:                                               ; preds = %68, %64
  %85 = phi i64 [ %62, %64 ], [ %87, %68 ]
  %86 = phi i64 [ %59, %64 ], [ %88, %68 ]
  %87 = add nsw i64 %85, -1
  %88 = add i64 %86, 1
  %89 = getelementptr i64, ptr %7, i64 %86
  %90 = load i64, ptr %89, align 8
  %91 = getelementptr i64, ptr %8, i64 %86
  %92 = load i64, ptr %91, align 8
  %93 = icmp eq i64 %92, 0
  br i1 %93, label %248, label %70

94:                                               ; preds = %70, %82
  %95 = phi i64 [ %96, %82 ], [ 0, %70 ]
  %96 = add nuw nsw i64 %95, 1
  %97 = getelementptr i64, ptr %7, i64 %95
  %98 = load i64, ptr %97, align 8
  %99 = getelementptr i64, ptr %8, i64 %95
  %100 = load i64, ptr %99, align 8
  %101 = icmp eq i64 %98, %90
  %102 = icmp eq i64 %100, %92
  %103 = select i1 %101, i1 %102, i1 false
  br i1 %103, label %82, label %77

104:                                              ; preds = %77
  %105 = tail call i64 @llvm.smax.i64(i64 %79, i64 %98)
  %106 = add nsw i64 %105, %75
  %107 = icmp slt i64 %73, %106
  br i1 %107, label %248, label %82

108:                                              ; preds = %68, %57, %55
  %109 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %110 = load i64, ptr %109, align 8
  %111 = shl nsw i64 %110, 1
  %112 = icmp slt i64 %10, %111
  br i1 %112, label %248, label %113

113:                                              ; preds = %108
  %114 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %115 = load i64, ptr %114, align 8
  %116 = inttoptr i64 %115 to ptr
  %117 = getelementptr inbounds nuw i8, ptr %116, i64 8
  %118 = load i64, ptr %117, align 8
  %119 = icmp eq i64 %118, 0
  br i1 %119, label %120, label %148

120:                                              ; preds = %113
  %121 = load i64, ptr %116, align 8
  %122 = tail call i64 @get_status() #0
  %123 = getelementptr inbounds nuw i8, ptr %116, i64 112
  %124 = load i64, ptr %123, align 8
  %125 = inttoptr i64 %124 to ptr
  %126 = tail call i64 %125() #0
  %127 = getelementptr inbounds nuw i8, ptr %116, i64 152
  %128 = load i64, ptr %127, align 8
  %129 = inttoptr i64 %128 to ptr
  %130 = tail call i64 %129() #0
  %131 = icmp eq i64 %130, 0
  br i1 %131, label %132, label %231

132:                                              ; preds = %120
  %133 = getelementptr inbounds nuw i8, ptr %116, i64 168
  %134 = load i64, ptr %133, align 8
  %135 = inttoptr i64 %134 to ptr
  %136 = tail call i64 %135(i64 %121) #0
  %137 = icmp eq i64 %136, 0
  br i1 %137, label %231, label %138

138:                                              ; preds = %132
  %139 = getelementptr inbounds nuw i8, ptr %116, i64 200
  %140 = load i64, ptr %139, align 8
  %141 = inttoptr i64 %140 to ptr
  %142 = tail call i64 %141(i64 %136) #0
  %143 = getelementptr inbounds nuw i8, ptr %116, i64 120
  %144 = load i64, ptr %143, align 8
  %145 = inttoptr i64 %144 to ptr
  %146 = tail call i64 %145(i64 %126) #0
  %147 = tail call i64 @set_status(i64 %122) #0
  br label %148

148:                                              ; preds = %138, %113
  %149 = getelementptr inbounds nuw i8, ptr %116, i64 16
  %150 = load i64, ptr %149, align 8
  %151 = icmp eq i64 %150, 0
  br i1 %151, label %248, label %152

152:                                              ; preds = %148
  %153 = getelementptr inbounds nuw i8, ptr %116, i64 32
  %154 = load i64, ptr %153, align 8
  %155 = icmp eq i64 %154, 0
  br i1 %155, label %188, label %156

156:                                              ; preds = %152
  %157 = getelementptr inbounds nuw i8, ptr %116, i64 40
  %158 = load i64, ptr %157, align 8
  %159 = tail call i64 @get_status() #0
  %160 = getelementptr inbounds nuw i8, ptr %116, i64 112
  %161 = load i64, ptr %160, align 8
  %162 = inttoptr i64 %161 to ptr
  %163 = tail call i64 %162() #0
  %164 = getelementptr inbounds nuw i8, ptr %116, i64 152
  %165 = load i64, ptr %164, align 8
  %166 = inttoptr i64 %165 to ptr
  %167 = tail call i64 %166() #0
  %168 = icmp eq i64 %167, 0
  br i1 %168, label %169, label %231

169:                                              ; preds = %156
  %170 = getelementptr inbounds nuw i8, ptr %116, i64 168
  %171 = load i64, ptr %170, align 8
  %172 = inttoptr i64 %171 to ptr
  %173 = tail call i64 %172(i64 %158) #0
  %174 = icmp eq i64 %173, 0
  br i1 %174, label %231, label %175

175:                                              ; preds = %169
  %176 = getelementptr inbounds nuw i8, ptr %116, i64 200
  %177 = load i64, ptr %176, align 8
  %178 = inttoptr i64 %177 to ptr
  %179 = tail call i64 %178(i64 %173) #0
  %180 = getelementptr inbounds nuw i8, ptr %116, i64 120
  %181 = load i64, ptr %180, align 8
  %182 = inttoptr i64 %181 to ptr
  %183 = tail call i64 %182(i64 %163) #0
  %184 = tail call i64 @set_status(i64 %159) #0
  %185 = getelementptr inbounds nuw i8, ptr %116, i64 48
  %186 = load i64, ptr %185, align 8
  %187 = icmp eq i64 %186, 0
  br i1 %187, label %248, label %188

188:                                              ; preds = %175, %152
  %189 = getelementptr inbounds nuw i8, ptr %116, i64 24
  %190 = load i64, ptr %189, align 8
  %191 = inttoptr i64 %190 to ptr
  %192 = tail call i64 %191() #0
  %193 = and i64 %192, 65535
  %194 = icmp samesign ugt i64 %193, 1
  br i1 %194, label %195, label %216

195:                                              ; preds = %188
  %196 = getelementptr inbounds nuw i8, ptr %116, i64 64
  %197 = load i64, ptr %196, align 8
  %198 = icmp slt i64 %197, 0
  br i1 %198, label %199, label %216

199:                                              ; preds = %195
  %200 = load i64, ptr %114, align 8
  %201 = inttoptr i64 %200 to ptr
  %202 = getelementptr inbounds nuw i8, ptr %201, i64 56
  %203 = load i64, ptr %202, align 8
  %204 = icmp eq i64 %203, 0
  br i1 %204, label %213, label %205

205:                                              ; preds = %199
  %206 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 0, ptr %206, align 8
  %207 = inttoptr i64 %203 to ptr
  %208 = call i64 %207(ptr nonnull %3, i64 1) #0
  %209 = load i64, ptr %3, align 64
  %210 = mul nsw i64 %209, 1000000000
  %211 = load i64, ptr %206, align 8
  %212 = add nsw i64 %210, %211
  br label %213

213:                                              ; preds = %205, %199
  %214 = phi i64 [ %212, %205 ], [ 0, %199 ]
  %215 = getelementptr inbounds nuw i8, ptr %116, i64 72
  store i64 %214, ptr %215, align 8
  br label %248

216:                                              ; preds = %195, %188
  %217 = load i64, ptr %109, align 8
  %218 = icmp eq i64 %217, 0
  br i1 %218, label %331, label %219

219:                                              ; preds = %216
  %220 = sdiv i64 %10, %217
  %221 = srem i64 %10, %217
  %222 = xor i64 %221, %217
  %223 = icmp slt i64 %222, 0
  %224 = icmp ne i64 %221, 0
  %225 = and i1 %224, %223
  %226 = sext i1 %225 to i64
  %227 = add nsw i64 %220, %226
  %228 = tail call i64 @llvm.smin.i64(i64 %227, i64 %193)
  %229 = tail call i64 @llvm.smin.i64(i64 %228, i64 256)
  %230 = icmp slt i64 %228, 1
  br i1 %230, label %331, label %239

231:                                              ; preds = %169, %156, %132, %120
  %232 = phi i64 [ %126, %120 ], [ %126, %132 ], [ %163, %169 ], [ %163, %156 ]
  %233 = phi i64 [ %122, %120 ], [ %122, %132 ], [ %159, %169 ], [ %159, %156 ]
  %234 = getelementptr inbounds nuw i8, ptr %116, i64 120
  %235 = load i64, ptr %234, align 8
  %236 = inttoptr i64 %235 to ptr
  %237 = tail call i64 %236(i64 %232) #0
  %238 = tail call i64 @set_status(i64 %233) #0
  br label %331

239:                                              ; preds = %219
  %240 = icmp eq i64 %228, 1
  br i1 %240, label %248, label %241

241:                                              ; preds = %239
  %242 = load i64, ptr %114, align 8
  %243 = inttoptr i64 %242 to ptr
  %244 = getelementptr inbounds nuw i8, ptr %243, i64 80
  %245 = load i64, ptr %244, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @run_parallel(ptr %4, ptr nonnull %6, i64 %245, i64 %.1, i64 %.2, i64 %.3, i64 %.4, i64 %10, i64 16, i64 %229) #0
  %246 = load i8, ptr %4, align 1
  %247 = icmp eq i8 %246, 0
  br i1 %247, label %248, label %331

248:                                              ; preds = %84, %104, %241, %239, %213, %175, %148, %108
  %249 = phi i64 [ %10, %239 ], [ %10, %241 ], [ %10, %148 ], [ %10, %175 ], [ %10, %213 ], [ %10, %108 ], [ 1, %104 ], [ 1, %84 ]
  %250 = call i64 @get_status() #0
  %251 = call i64 @kept_bits() #0
  %252 = and i64 %251, %250
  %253 = call i64 @default_bits() #0
  %254 = icmp eq i64 %252, %253
  br i1 %254, label %262, label %255

255:                                              ; preds = %248
  %256 = call i64 @kept_bits() #0
  %257 = xor i64 %256, -1
  %258 = and i64 %250, %257
  %259 = call i64 @default_bits() #0
  %260 = or i64 %258, %259
  %261 = call i64 @set_status(i64 %260) #0
  br label %262

262:                                              ; preds = %255, %248
  store i8 0, ptr %5, align 1
  call fastcc void @_run(ptr %5, ptr nonnull %6, ptr %7, ptr %8, i64 %10, i64 %249) #0
  %263 = load i8, ptr %5, align 1
  %264 = icmp eq i8 %263, 0
  %265 = call i64 @get_status() #0
  %266 = getelementptr inbounds nuw i8, ptr %6, i64 56
  %267 = load i64, ptr %266, align 8
  %268 = and i64 %267, %265
  %269 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %270 = load i64, ptr %269, align 8
  %271 = inttoptr i64 %270 to ptr
  %272 = getelementptr inbounds nuw i8, ptr %271, i64 72
  %273 = load i64, ptr %272, align 8
  %274 = icmp eq i64 %273, 0
  br i1 %274, label %290, label %275

275:                                              ; preds = %262
  %276 = getelementptr inbounds nuw i8, ptr %271, i64 64
  %277 = load i64, ptr %276, align 8
  %278 = getelementptr inbounds nuw i8, ptr %271, i64 56
  %279 = load i64, ptr %278, align 8
  %280 = icmp eq i64 %279, 0
  br i1 %280, label %322, label %281

281:                                              ; preds = %275
  %282 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %282, align 8
  %283 = inttoptr i64 %279 to ptr
  %284 = call i64 %283(ptr nonnull %1, i64 1) #0
  %285 = load i64, ptr %1, align 64
  %286 = mul nsw i64 %285, 1000000000
  %287 = load i64, ptr %282, align 8
  %288 = add nsw i64 %286, %287
  %289 = load i64, ptr %272, align 8
  br label %322

290:                                              ; preds = %322, %262
  br i1 %264, label %291, label %306

291:                                              ; preds = %290
  %292 = load i64, ptr %269, align 8
  %293 = inttoptr i64 %292 to ptr
  %294 = getelementptr inbounds nuw i8, ptr %293, i64 112
  %295 = load i64, ptr %294, align 8
  %296 = inttoptr i64 %295 to ptr
  %297 = call i64 %296() #0
  %298 = getelementptr inbounds nuw i8, ptr %293, i64 160
  %299 = load i64, ptr %298, align 8
  %300 = inttoptr i64 %299 to ptr
  %301 = call i64 %300() #0
  %302 = getelementptr inbounds nuw i8, ptr %293, i64 120
  %303 = load i64, ptr %302, align 8
  %304 = inttoptr i64 %303 to ptr
  %305 = call i64 %304(i64 %297) #0
  br label %310

306:                                              ; preds = %290
  %307 = icmp eq i64 %268, 0
  br i1 %307, label %310, label %308

308:                                              ; preds = %306
  call fastcc void @left_to_numpy(ptr %2, ptr nonnull %6, i64 %268) #0
  %309 = load i64, ptr %2, align 8
  br label %310

310:                                              ; preds = %308, %306, %291
  %311 = phi i64 [ %309, %308 ], [ 0, %306 ], [ %268, %291 ]
  %312 = call i64 @kept_bits() #0
  %313 = xor i64 %312, -1
  %314 = and i64 %265, %313
  %315 = call i64 @kept_bits() #0
  %316 = and i64 %315, %250
  %317 = or i64 %314, %311
  %318 = or i64 %317, %316
  %319 = icmp eq i64 %318, %265
  br i1 %319, label %331, label %320

320:                                              ; preds = %310
  %321 = call i64 @set_status(i64 %318) #0
  br label %331

322:                                              ; preds = %281, %275
  %323 = phi i64 [ %289, %281 ], [ %273, %275 ]
  %324 = phi i64 [ %288, %281 ], [ 0, %275 ]
  %325 = sub nsw i64 %324, %323
  %326 = sdiv i64 %325, 20
  %327 = srem i64 %325, 20
  %328 = ashr i64 %327, 63
  %329 = add i64 %326, %277
  %330 = add i64 %329, %328
  store i64 %330, ptr %276, align 8
  store i64 0, ptr %272, align 8
  br label %290

331:                                              ; preds = %0, %37, %49, %216, %219, %231, %241, %310, %320
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  ret ptr null
}

declare i64 @get_status() local_unnamed_addr

declare i64 @set_status(i64) local_unnamed_addr

define internal fastcc void @run_parallel(ptr noalias nonnull writeonly captures(none) %retptr, ptr readonly captures(none) %arg.loop, i64 %arg.share, i64 %arg.arguments, i64 %arg.dimensions, i64 %arg.strides, i64 %arg.data, i64 range(i64 1, -9223372036854775808) %arg.count, i64 %arg.unit, i64 range(i64 2, -9223372036854775808) %arg.threads) unnamed_addr {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [8 x i8], align 64
  %4 = alloca [8 x i8], align 64
  %5 = alloca [8 x i8], align 64
  %6 = alloca i64, align 8
  store i64 0, ptr %6, align 8
  %7 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %8 = load i64, ptr %7, align 8
  %9 = inttoptr i64 %8 to ptr
  %10 = shl nsw i64 %arg.threads, 7
  %11 = getelementptr inbounds nuw i8, ptr %9, i64 208
  %12 = load i64, ptr %11, align 8
  %13 = or disjoint i64 %10, 64
  %14 = inttoptr i64 %12 to ptr
  %15 = tail call i64 %14(i64 %13)
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %17, label %19

17:                                               ; preds = %110, %95, %112, %0
  %18 = phi i8 [ 0, %0 ], [ 1, %112 ], [ 1, %95 ], [ 1, %110 ]
  store i8 %18, ptr %retptr, align 1
  ret void

19:                                               ; preds = %0
  %20 = add nsw i64 %15, 63
  %21 = and i64 %20, -64
  %22 = mul nsw i64 %arg.threads, %arg.unit
  %23 = add nsw i64 %arg.count, -1
  %24 = add i64 %23, %22
  %25 = icmp eq i64 %arg.unit, 0
  br i1 %25, label %121, label %117

26:                                               ; preds = %133
  store i64 %21, ptr %3, align 64
  store i64 %arg.threads, ptr %4, align 64
  store i64 128, ptr %5, align 64
  %27 = getelementptr inbounds nuw i8, ptr %9, i64 128
  %28 = load i64, ptr %27, align 8
  %29 = inttoptr i64 %28 to ptr
  %30 = tail call i64 %29()
  %31 = and i64 %30, 65535
  %32 = icmp eq i64 %31, 0
  br i1 %32, label %38, label %33

33:                                               ; preds = %26
  %34 = getelementptr inbounds nuw i8, ptr %9, i64 136
  %35 = load i64, ptr %34, align 8
  %36 = inttoptr i64 %35 to ptr
  %37 = tail call i64 %36()
  br label %38

38:                                               ; preds = %33, %26
  %39 = phi i64 [ %37, %33 ], [ 0, %26 ]
  %40 = load i64, ptr %7, align 8
  %41 = inttoptr i64 %40 to ptr
  %42 = getelementptr inbounds nuw i8, ptr %41, i64 56
  %43 = load i64, ptr %42, align 8
  %44 = icmp eq i64 %43, 0
  br i1 %44, label %153, label %45

45:                                               ; preds = %38
  %46 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %46, align 8
  %47 = inttoptr i64 %43 to ptr
  %48 = call i64 %47(ptr nonnull %2, i64 1)
  %49 = load i64, ptr %2, align 64
  %50 = mul nsw i64 %49, 1000000000
  %51 = load i64, ptr %46, align 8
  %52 = add nsw i64 %50, %51
  br label %153

53:                                               ; preds = %160
  store i64 %164, ptr %3, align 64
  %54 = call i64 %159(ptr nonnull %3, ptr nonnull %4, ptr nonnull %5, i64 %21)
  store i64 0, ptr %155, align 8
  br label %55

55:                                               ; preds = %53, %160
  %56 = icmp eq i64 %162, %arg.threads
  br i1 %56, label %57, label %160

57:                                               ; preds = %55
  %58 = load i64, ptr %7, align 8
  %59 = inttoptr i64 %58 to ptr
  %60 = getelementptr inbounds nuw i8, ptr %59, i64 56
  %61 = load i64, ptr %60, align 8
  %62 = icmp eq i64 %61, 0
  br i1 %62, label %169, label %63

63:                                               ; preds = %57
  %64 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %64, align 8
  %65 = inttoptr i64 %61 to ptr
  %66 = call i64 %65(ptr nonnull %1, i64 1)
  %67 = load i64, ptr %1, align 64
  %68 = mul nsw i64 %67, 1000000000
  %69 = load i64, ptr %64, align 8
  %70 = add nsw i64 %68, %69
  br label %169

71:                                               ; preds = %169
  %72 = getelementptr inbounds nuw i8, ptr %9, i64 144
  %73 = load i64, ptr %72, align 8
  %74 = inttoptr i64 %73 to ptr
  %75 = call i64 %74(i64 %39)
  br label %172

76:                                               ; preds = %173
  %77 = getelementptr inbounds nuw i8, ptr %180, i64 56
  %78 = load i64, ptr %77, align 8
  %79 = call i64 @llvm.smin.i64(i64 %78, i64 %174)
  br label %80

80:                                               ; preds = %76, %173
  %81 = phi i64 [ %79, %76 ], [ %174, %173 ]
  %82 = icmp eq i64 %177, %arg.threads
  br i1 %82, label %83, label %173

83:                                               ; preds = %80
  %84 = getelementptr inbounds nuw i8, ptr %9, i64 216
  %85 = load i64, ptr %84, align 8
  %86 = inttoptr i64 %85 to ptr
  %87 = call i64 %86(i64 %15)
  %88 = mul nsw i64 %81, %arg.threads
  %89 = getelementptr inbounds nuw i8, ptr %9, i64 64
  %90 = load i64, ptr %89, align 8
  %91 = sub i64 %88, %171
  %92 = add i64 %91, %90
  %93 = call i64 @llvm.smin.i64(i64 %92, i64 50000000)
  store i64 %93, ptr %89, align 8
  %94 = icmp sgt i64 %183, 4294967295
  br i1 %94, label %95, label %110

95:                                               ; preds = %83
  %96 = load i64, ptr %7, align 8
  %97 = inttoptr i64 %96 to ptr
  %98 = getelementptr inbounds nuw i8, ptr %97, i64 112
  %99 = load i64, ptr %98, align 8
  %100 = inttoptr i64 %99 to ptr
  %101 = call i64 %100()
  %102 = getelementptr inbounds nuw i8, ptr %97, i64 160
  %103 = load i64, ptr %102, align 8
  %104 = inttoptr i64 %103 to ptr
  %105 = call i64 %104()
  %106 = getelementptr inbounds nuw i8, ptr %97, i64 120
  %107 = load i64, ptr %106, align 8
  %108 = inttoptr i64 %107 to ptr
  %109 = call i64 %108(i64 %101)
  br label %17

110:                                              ; preds = %83
  %111 = icmp eq i64 %183, 0
  br i1 %111, label %17, label %112

112:                                              ; preds = %110
  %113 = call i64 @get_status()
  call fastcc void @left_to_numpy(ptr %6, ptr %arg.loop, i64 %183)
  %114 = load i64, ptr %6, align 8
  %115 = or i64 %114, %113
  %116 = call i64 @set_status(i64 %115)
  br label %17

117:                                              ; preds = %19
  %118 = icmp ne i64 %24, -9223372036854775808
  %119 = icmp ne i64 %22, -1
  %120 = or i1 %119, %118
  br i1 %120, label %123, label %121

121:                                              ; preds = %117, %123, %19
  %122 = phi i64 [ 0, %19 ], [ %132, %123 ], [ 0, %117 ]
  br label %133

123:                                              ; preds = %117
  %124 = sdiv i64 %24, %22
  %125 = srem i64 %24, %22
  %126 = xor i64 %125, %22
  %127 = icmp slt i64 %126, 0
  %128 = icmp ne i64 %125, 0
  %129 = and i1 %128, %127
  %130 = sext i1 %129 to i64
  %131 = add i64 %124, %130
  %132 = mul nsw i64 %131, %arg.unit
  br label %121

133:                                              ; preds = %121, %133
  %134 = phi i64 [ 0, %121 ], [ %135, %133 ]
  %135 = add nuw nsw i64 %134, 1
  %136 = shl nsw i64 %134, 7
  %137 = add nsw i64 %136, %21
  %138 = inttoptr i64 %137 to ptr
  store i64 %arg.arguments, ptr %138, align 64
  %139 = getelementptr inbounds nuw i8, ptr %138, i64 8
  store i64 %arg.dimensions, ptr %139, align 8
  %140 = getelementptr inbounds nuw i8, ptr %138, i64 16
  store i64 %arg.strides, ptr %140, align 16
  %141 = getelementptr inbounds nuw i8, ptr %138, i64 24
  store i64 %arg.data, ptr %141, align 8
  %142 = mul nsw i64 %134, %122
  %143 = tail call i64 @llvm.smin.i64(i64 %arg.count, i64 %142)
  %144 = getelementptr inbounds nuw i8, ptr %138, i64 32
  store i64 %143, ptr %144, align 32
  %145 = sub nsw i64 %arg.count, %143
  %146 = tail call i64 @llvm.smin.i64(i64 %145, i64 %122)
  %147 = getelementptr inbounds nuw i8, ptr %138, i64 40
  store i64 %146, ptr %147, align 8
  %148 = getelementptr inbounds nuw i8, ptr %138, i64 48
  store i64 0, ptr %148, align 16
  %149 = icmp sgt i64 %146, 0
  %150 = sext i1 %149 to i64
  %151 = getelementptr inbounds nuw i8, ptr %138, i64 56
  store i64 %150, ptr %151, align 8
  %152 = icmp eq i64 %135, %arg.threads
  br i1 %152, label %26, label %133

153:                                              ; preds = %45, %38
  %154 = phi i64 [ %52, %45 ], [ 0, %38 ]
  %155 = getelementptr inbounds nuw i8, ptr %9, i64 16
  %156 = load i64, ptr %155, align 8
  %157 = inttoptr i64 %156 to ptr
  %158 = call i64 %157(i64 %arg.share, ptr nonnull %3, ptr nonnull %4, ptr nonnull %5, i64 %21, i64 0, i64 1, i64 %arg.threads)
  store i64 1, ptr %4, align 64
  %159 = inttoptr i64 %arg.share to ptr
  br label %160

160:                                              ; preds = %153, %55
  %161 = phi i64 [ 0, %153 ], [ %162, %55 ]
  %162 = add nuw nsw i64 %161, 1
  %163 = shl nsw i64 %161, 7
  %164 = add nsw i64 %163, %21
  %165 = inttoptr i64 %164 to ptr
  %166 = getelementptr inbounds nuw i8, ptr %165, i64 56
  %167 = load i64, ptr %166, align 8
  %168 = icmp eq i64 %167, -1
  br i1 %168, label %53, label %55

169:                                              ; preds = %63, %57
  %170 = phi i64 [ %70, %63 ], [ 0, %57 ]
  %171 = sub nsw i64 %170, %154
  br i1 %32, label %172, label %71

172:                                              ; preds = %169, %71
  br label %173

173:                                              ; preds = %172, %80
  %174 = phi i64 [ %81, %80 ], [ %171, %172 ]
  %175 = phi i64 [ %183, %80 ], [ 0, %172 ]
  %176 = phi i64 [ %177, %80 ], [ 0, %172 ]
  %177 = add nuw nsw i64 %176, 1
  %178 = shl nsw i64 %176, 7
  %179 = add nsw i64 %178, %21
  %180 = inttoptr i64 %179 to ptr
  %181 = getelementptr inbounds nuw i8, ptr %180, i64 48
  %182 = load i64, ptr %181, align 16
  %183 = or i64 %182, %175
  %184 = getelementptr inbounds nuw i8, ptr %180, i64 40
  %185 = load i64, ptr %184, align 8
  %186 = icmp eq i64 %185, %122
  br i1 %186, label %76, label %80
}

define internal fastcc void @left_to_numpy(ptr noalias nonnull writeonly captures(none) initializes((0, 8)) %retptr, ptr readonly captures(none) %arg.loop, i64 %arg.raised) unnamed_addr {
  %1 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %2 = load i64, ptr %1, align 8
  %3 = inttoptr i64 %2 to ptr
  %4 = tail call i64 @get_status()
  %5 = getelementptr inbounds nuw i8, ptr %3, i64 112
  %6 = load i64, ptr %5, align 8
  %7 = inttoptr i64 %6 to ptr
  %8 = tail call i64 %7()
  %9 = getelementptr inbounds nuw i8, ptr %3, i64 152
  %10 = load i64, ptr %9, align 8
  %11 = inttoptr i64 %10 to ptr
  %12 = tail call i64 %11()
  %13 = icmp eq i64 %12, 0
  br i1 %13, label %14, label %40

14:                                               ; preds = %0
  %15 = getelementptr inbounds nuw i8, ptr %3, i64 184
  %16 = load i64, ptr %15, align 8
  %17 = inttoptr i64 %16 to ptr
  %18 = tail call i64 %17(i64 %arg.raised)
  %19 = icmp eq i64 %18, 0
  br i1 %19, label %40, label %20

20:                                               ; preds = %14
  %21 = getelementptr inbounds nuw i8, ptr %3, i64 176
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 72
  %24 = load i64, ptr %23, align 8
  %25 = inttoptr i64 %22 to ptr
  %26 = tail call i64 %25(i64 %24, i64 %18)
  %27 = getelementptr inbounds nuw i8, ptr %3, i64 200
  %28 = load i64, ptr %27, align 8
  %29 = inttoptr i64 %28 to ptr
  %30 = tail call i64 %29(i64 %18)
  %31 = icmp eq i64 %26, 0
  br i1 %31, label %40, label %32

32:                                               ; preds = %20
  %33 = getelementptr inbounds nuw i8, ptr %3, i64 192
  %34 = load i64, ptr %33, align 8
  %35 = inttoptr i64 %34 to ptr
  %36 = tail call i64 %35(i64 %26)
  %37 = load i64, ptr %27, align 8
  %38 = inttoptr i64 %37 to ptr
  %39 = tail call i64 %38(i64 %26)
  br label %40

40:                                               ; preds = %32, %20, %14, %0
  %41 = phi i64 [ %arg.raised, %0 ], [ %36, %32 ], [ 0, %20 ], [ 0, %14 ]
  %42 = getelementptr inbounds nuw i8, ptr %3, i64 120
  %43 = load i64, ptr %42, align 8
  %44 = inttoptr i64 %43 to ptr
  %45 = tail call i64 %44(i64 %8)
  %46 = tail call i64 @set_status(i64 %4)
  store i64 %41, ptr %retptr, align 8
  ret void
}

declare i64 @kept_bits() local_unnamed_addr

declare i64 @default_bits() local_unnamed_addr

define internal fastcc void @_run(ptr noalias nonnull writeonly captures(none) %retptr, ptr readonly captures(none) %arg.loop, ptr %arg.operands, ptr readonly captures(none) %arg.steps, i64 %arg.count, i64 %arg.at_once) unnamed_addr {
  %1 = alloca [8192 x i8], align 64
  %2 = alloca [512 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 24
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 40
  %7 = load i64, ptr %6, align 8
  %8 = sub nsw i64 %5, %7
  %9 = icmp slt i64 %7, 1
  br i1 %9, label %10, label %637

10:                                               ; preds = %637, %0
  %11 = phi i1 [ true, %0 ], [ %646, %637 ]
  %12 = icmp eq i64 %arg.at_once, %arg.count
  %13 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 32
  %14 = load i64, ptr %13, align 8
  %15 = icmp slt i64 %14, 1
  br i1 %15, label %29, label %16

16:                                               ; preds = %10
  %17 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  %18 = load i64, ptr %17, align 8
  br label %648

19:                                               ; preds = %648
  br i1 %11, label %20, label %25

20:                                               ; preds = %19
  %21 = icmp sgt i64 %8, %650
  %22 = icmp sge i64 %650, %5
  %23 = or i1 %21, %22
  %24 = freeze i1 %23
  br i1 %24, label %25, label %26

25:                                               ; preds = %19, %20
  br label %26

26:                                               ; preds = %25, %20, %648
  %27 = phi i1 [ %649, %648 ], [ false, %25 ], [ %649, %20 ]
  %28 = icmp eq i64 %651, %14
  br i1 %28, label %29, label %648

29:                                               ; preds = %26, %10
  %30 = phi i1 [ %12, %10 ], [ %27, %26 ]
  %31 = icmp sgt i64 %arg.count, 15
  %32 = select i1 %30, i1 %31, i1 false
  br i1 %32, label %33, label %90

33:                                               ; preds = %29
  %34 = and i64 %arg.count, 9223372036854775792
  %35 = load i64, ptr %arg.loop, align 8
  %36 = zext i1 %11 to i64
  %37 = inttoptr i64 %35 to ptr
  %38 = tail call i64 %37(ptr %arg.operands, i64 %34, i64 %36)
  %39 = icmp eq i64 %34, %arg.count
  br i1 %39, label %635, label %40

40:                                               ; preds = %33
  %41 = load i64, ptr %4, align 8
  %42 = load i64, ptr %13, align 8
  %43 = sub i64 %42, %41
  %44 = icmp slt i64 %43, 1
  br i1 %44, label %64, label %45

45:                                               ; preds = %40
  %46 = tail call i64 @llvm.smax.i64(i64 %41, i64 0)
  br label %52

47:                                               ; preds = %49
  %48 = icmp sgt i64 %54, 1
  br i1 %48, label %52, label %64

49:                                               ; preds = %52, %58
  %50 = phi i64 [ 0, %52 ], [ %59, %58 ]
  %51 = icmp eq i64 %50, %46
  br i1 %51, label %47, label %58

52:                                               ; preds = %45, %47
  %53 = phi i64 [ %41, %45 ], [ %56, %47 ]
  %54 = phi i64 [ %43, %45 ], [ %55, %47 ]
  %55 = add nsw i64 %54, -1
  %56 = add i64 %53, 1
  %57 = getelementptr i64, ptr %arg.operands, i64 %53
  br label %49

58:                                               ; preds = %49
  %59 = add nuw i64 %50, 1
  %60 = load i64, ptr %57, align 8
  %61 = getelementptr i64, ptr %arg.operands, i64 %50
  %62 = load i64, ptr %61, align 8
  %63 = icmp eq i64 %60, %62
  br i1 %63, label %90, label %49

64:                                               ; preds = %47, %40
  %65 = icmp slt i64 %42, 1
  br i1 %65, label %86, label %66

66:                                               ; preds = %64
  %67 = add nsw i64 %arg.count, -16
  %68 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  %69 = load i64, ptr %68, align 8
  br label %655

70:                                               ; preds = %655
  %71 = load i64, ptr %6, align 8
  %72 = sub nsw i64 %41, %71
  %73 = icmp sgt i64 %72, %656
  %74 = icmp sge i64 %656, %41
  %75 = or i1 %74, %73
  %76 = freeze i1 %75
  %77 = select i1 %76, i64 %67, i64 0
  br label %78

78:                                               ; preds = %655, %70
  %79 = phi i64 [ %77, %70 ], [ %67, %655 ]
  %80 = getelementptr i64, ptr %arg.operands, i64 %656
  %81 = load i64, ptr %80, align 8
  %82 = mul nsw i64 %69, %79
  %83 = add nsw i64 %82, %81
  %84 = getelementptr i64, ptr %3, i64 %656
  store i64 %83, ptr %84, align 8
  %85 = icmp eq i64 %657, %42
  br i1 %85, label %86, label %655

86:                                               ; preds = %78, %64
  %87 = load i64, ptr %arg.loop, align 8
  %88 = inttoptr i64 %87 to ptr
  %89 = call i64 %88(ptr nonnull %3, i64 16, i64 %36)
  br label %635

90:                                               ; preds = %58, %29
  %91 = phi i64 [ 0, %29 ], [ %34, %58 ]
  %92 = icmp eq i64 %91, %arg.count
  br i1 %92, label %635, label %93

93:                                               ; preds = %90
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %94 = load i64, ptr %4, align 8
  %95 = load i64, ptr %13, align 8
  %96 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  %97 = load i64, ptr %96, align 8
  %98 = icmp slt i64 %95, 1
  br i1 %98, label %116, label %99

99:                                               ; preds = %93
  %100 = tail call i64 @llvm.smin.i64(i64 %arg.at_once, i64 384)
  %101 = add nsw i64 %arg.at_once, 15
  %102 = and i64 %101, -16
  %103 = tail call i64 @llvm.smin.i64(i64 %102, i64 384)
  br label %613

104:                                              ; preds = %613
  br i1 %11, label %105, label %111

105:                                              ; preds = %104
  %106 = load i64, ptr %6, align 8
  %107 = sub nsw i64 %94, %106
  %108 = icmp sgt i64 %107, %616
  %109 = icmp sge i64 %616, %94
  %110 = or i1 %109, %108
  br i1 %110, label %111, label %112

111:                                              ; preds = %105, %104
  br label %112

112:                                              ; preds = %613, %111, %105
  %113 = phi i64 [ %615, %105 ], [ %100, %111 ], [ %615, %613 ]
  %114 = phi i64 [ %614, %105 ], [ %103, %111 ], [ %614, %613 ]
  %115 = icmp eq i64 %95, %617
  br i1 %115, label %116, label %613

116:                                              ; preds = %112, %93
  %117 = phi i64 [ %arg.at_once, %93 ], [ %113, %112 ]
  %118 = phi i64 [ 16, %93 ], [ %114, %112 ]
  %119 = mul nsw i64 %118, %97
  %120 = ptrtoint ptr %1 to i64
  %121 = mul nsw i64 %119, %95
  %122 = icmp sgt i64 %121, 8192
  br i1 %122, label %123, label %133

123:                                              ; preds = %116
  %124 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %125 = load i64, ptr %124, align 8
  %126 = inttoptr i64 %125 to ptr
  %127 = getelementptr inbounds nuw i8, ptr %126, i64 208
  %128 = load i64, ptr %127, align 8
  %129 = add nuw nsw i64 %121, 64
  %130 = inttoptr i64 %128 to ptr
  %131 = call i64 %130(i64 %129)
  %132 = icmp eq i64 %131, 0
  br i1 %132, label %633, label %621

133:                                              ; preds = %621, %116
  %134 = phi i64 [ %623, %621 ], [ %120, %116 ]
  %135 = phi i64 [ %131, %621 ], [ 0, %116 ]
  %136 = icmp slt i64 %91, %arg.count
  br i1 %136, label %137, label %603

137:                                              ; preds = %133
  %138 = zext i1 %11 to i64
  %139 = icmp slt i64 %arg.at_once, %arg.count
  %140 = call range(i64 0, 65) i64 @llvm.ctpop.i64(i64 %97)
  %141 = icmp eq i64 %140, 1
  %142 = call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %97, i1 true)
  %143 = icmp eq i64 %97, 16
  %144 = sub i64 %95, %94
  %145 = call i64 @llvm.smax.i64(i64 %144, i64 0)
  %146 = icmp slt i64 %144, 1
  br label %147

147:                                              ; preds = %600, %137
  %148 = phi i64 [ %601, %600 ], [ %91, %137 ]
  %149 = sub nsw i64 %arg.count, %148
  %150 = call i64 @llvm.smin.i64(i64 %149, i64 %117)
  %151 = icmp sgt i64 %150, 15
  %152 = and i64 %150, 9223372036854775792
  %153 = select i1 %151, i64 %152, i64 %150
  %154 = add nsw i64 %153, 15
  %155 = and i64 %154, -16
  br i1 %98, label %414, label %156

156:                                              ; preds = %147
  %157 = icmp eq i64 %153, %155
  %158 = icmp eq i64 %148, 0
  %159 = add nsw i64 %155, -16
  %160 = mul nsw i64 %159, %97
  %161 = add nsw i64 %153, -1
  %162 = and i64 %153, -4
  %163 = icmp sgt i64 %153, 3
  %164 = icmp eq i64 %162, %153
  br label %165

165:                                              ; preds = %410, %156
  %166 = phi i64 [ 0, %156 ], [ %167, %410 ]
  %167 = add nuw nsw i64 %166, 1
  %168 = getelementptr i64, ptr %arg.steps, i64 %166
  %169 = load i64, ptr %168, align 8
  %170 = getelementptr i64, ptr %arg.operands, i64 %166
  %171 = load i64, ptr %170, align 8
  %172 = mul nsw i64 %169, %148
  %173 = add nsw i64 %171, %172
  %174 = mul nsw i64 %166, %119
  %175 = add nsw i64 %174, %134
  %176 = icmp eq i64 %169, %97
  %177 = select i1 %176, i1 %157, i1 false
  br i1 %177, label %410, label %178

178:                                              ; preds = %165
  br i1 %11, label %179, label %186

179:                                              ; preds = %178
  %180 = load i64, ptr %4, align 8
  %181 = load i64, ptr %6, align 8
  %182 = sub nsw i64 %180, %181
  %183 = icmp sgt i64 %182, %166
  %184 = icmp sge i64 %166, %180
  %185 = or i1 %184, %183
  br i1 %185, label %186, label %410

186:                                              ; preds = %179, %178
  %187 = icmp slt i64 %166, %94
  br i1 %187, label %188, label %410

188:                                              ; preds = %186
  %189 = icmp ne i64 %169, 0
  %190 = or i1 %158, %189
  %191 = select i1 %190, i1 true, i1 %139
  br i1 %191, label %192, label %410

192:                                              ; preds = %188
  br i1 %157, label %201, label %193

193:                                              ; preds = %192
  %194 = add nsw i64 %175, %160
  %195 = mul nsw i64 %169, %161
  %196 = add nsw i64 %173, %195
  br i1 %141, label %197, label %410

197:                                              ; preds = %193
  switch i64 %142, label %410 [
    i64 0, label %212
    i64 1, label %218
    i64 2, label %228
    i64 3, label %240
    i64 4, label %198
  ]

198:                                              ; preds = %197
  %199 = inttoptr i64 %196 to ptr
  %200 = inttoptr i64 %194 to ptr
  br label %246

201:                                              ; preds = %192
  br i1 %141, label %202, label %410

202:                                              ; preds = %246, %234, %201
  switch i64 %142, label %410 [
    i64 0, label %252
    i64 1, label %283
    i64 2, label %203
    i64 3, label %206
    i64 4, label %209
  ]

203:                                              ; preds = %228, %202
  %204 = inttoptr i64 %173 to ptr
  %205 = inttoptr i64 %175 to ptr
  br label %315

206:                                              ; preds = %240, %202
  %207 = inttoptr i64 %173 to ptr
  %208 = inttoptr i64 %175 to ptr
  br label %347

209:                                              ; preds = %202
  %210 = inttoptr i64 %173 to ptr
  %211 = inttoptr i64 %175 to ptr
  br label %379

212:                                              ; preds = %197
  %213 = inttoptr i64 %196 to ptr
  %214 = load i8, ptr %213, align 1
  %215 = insertelement <16 x i8> poison, i8 %214, i64 0
  %216 = shufflevector <16 x i8> %215, <16 x i8> poison, <16 x i32> zeroinitializer
  %217 = inttoptr i64 %194 to ptr
  store <16 x i8> %216, ptr %217, align 1
  br label %252

218:                                              ; preds = %197
  %219 = inttoptr i64 %196 to ptr
  %220 = load i16, ptr %219, align 2
  %221 = insertelement <16 x i16> poison, i16 %220, i64 0
  %222 = shufflevector <16 x i16> %221, <16 x i16> poison, <16 x i32> zeroinitializer
  %223 = inttoptr i64 %194 to ptr
  store <16 x i16> %222, ptr %223, align 2
  switch i64 %97, label %283 [
    i64 4, label %224
    i64 8, label %234
    i64 16, label %246
  ]

224:                                              ; preds = %218
  %225 = load i32, ptr %219, align 4
  %226 = insertelement <16 x i32> poison, i32 %225, i64 0
  %227 = shufflevector <16 x i32> %226, <16 x i32> poison, <16 x i32> zeroinitializer
  store <16 x i32> %227, ptr %223, align 4
  br label %283

228:                                              ; preds = %197
  %229 = inttoptr i64 %196 to ptr
  %230 = load i32, ptr %229, align 4
  %231 = insertelement <16 x i32> poison, i32 %230, i64 0
  %232 = shufflevector <16 x i32> %231, <16 x i32> poison, <16 x i32> zeroinitializer
  %233 = inttoptr i64 %194 to ptr
  store <16 x i32> %232, ptr %233, align 4
  switch i64 %97, label %203 [
    i64 8, label %234
    i64 16, label %246
  ]

234:                                              ; preds = %228, %218
  %235 = phi ptr [ %223, %218 ], [ %233, %228 ]
  %236 = phi ptr [ %219, %218 ], [ %229, %228 ]
  %237 = load i64, ptr %236, align 4
  %238 = insertelement <16 x i64> poison, i64 %237, i64 0
  %239 = shufflevector <16 x i64> %238, <16 x i64> poison, <16 x i32> zeroinitializer
  store <16 x i64> %239, ptr %235, align 4
  br label %202

240:                                              ; preds = %197
  %241 = inttoptr i64 %196 to ptr
  %242 = load i64, ptr %241, align 4
  %243 = insertelement <16 x i64> poison, i64 %242, i64 0
  %244 = shufflevector <16 x i64> %243, <16 x i64> poison, <16 x i32> zeroinitializer
  %245 = inttoptr i64 %194 to ptr
  store <16 x i64> %244, ptr %245, align 4
  br i1 %143, label %246, label %206

246:                                              ; preds = %240, %228, %218, %198
  %247 = phi ptr [ %200, %198 ], [ %223, %218 ], [ %233, %228 ], [ %245, %240 ]
  %248 = phi ptr [ %199, %198 ], [ %219, %218 ], [ %229, %228 ], [ %241, %240 ]
  %249 = load i128, ptr %248, align 4
  %250 = insertelement <16 x i128> poison, i128 %249, i64 0
  %251 = shufflevector <16 x i128> %250, <16 x i128> poison, <16 x i32> zeroinitializer
  store <16 x i128> %251, ptr %247, align 4
  br label %202

252:                                              ; preds = %212, %202
  %253 = inttoptr i64 %173 to ptr
  %254 = inttoptr i64 %175 to ptr
  br i1 %163, label %256, label %255

255:                                              ; preds = %256, %252
  br i1 %164, label %410, label %274

256:                                              ; preds = %252, %256
  %257 = phi i64 [ %272, %256 ], [ 0, %252 ]
  %258 = mul i64 %257, %169
  %259 = getelementptr i8, ptr %253, i64 %258
  %260 = mul i64 %257, %97
  %261 = getelementptr i8, ptr %254, i64 %260
  %262 = load i8, ptr %259, align 1
  store i8 %262, ptr %261, align 1
  %263 = getelementptr i8, ptr %259, i64 %169
  %264 = getelementptr i8, ptr %261, i64 %97
  %265 = load i8, ptr %263, align 1
  store i8 %265, ptr %264, align 1
  %266 = getelementptr i8, ptr %263, i64 %169
  %267 = getelementptr i8, ptr %264, i64 %97
  %268 = load i8, ptr %266, align 1
  store i8 %268, ptr %267, align 1
  %269 = getelementptr i8, ptr %266, i64 %169
  %270 = getelementptr i8, ptr %267, i64 %97
  %271 = load i8, ptr %269, align 1
  store i8 %271, ptr %270, align 1
  %272 = add nuw nsw i64 %257, 4
  %273 = icmp slt i64 %272, %162
  br i1 %273, label %256, label %255

274:                                              ; preds = %255, %274
  %275 = phi i64 [ %281, %274 ], [ %162, %255 ]
  %276 = mul i64 %275, %169
  %277 = getelementptr i8, ptr %253, i64 %276
  %278 = mul i64 %275, %97
  %279 = getelementptr i8, ptr %254, i64 %278
  %280 = load i8, ptr %277, align 1
  store i8 %280, ptr %279, align 1
  %281 = add nsw i64 %275, 1
  %282 = icmp slt i64 %281, %153
  br i1 %282, label %274, label %410

283:                                              ; preds = %224, %218, %202
  %284 = inttoptr i64 %173 to ptr
  %285 = inttoptr i64 %175 to ptr
  br i1 %163, label %287, label %286

286:                                              ; preds = %287, %283
  br i1 %164, label %314, label %305

287:                                              ; preds = %283, %287
  %288 = phi i64 [ %303, %287 ], [ 0, %283 ]
  %289 = mul i64 %288, %169
  %290 = getelementptr i8, ptr %284, i64 %289
  %291 = mul i64 %288, %97
  %292 = getelementptr i8, ptr %285, i64 %291
  %293 = load i16, ptr %290, align 2
  store i16 %293, ptr %292, align 2
  %294 = getelementptr i8, ptr %290, i64 %169
  %295 = getelementptr i8, ptr %292, i64 %97
  %296 = load i16, ptr %294, align 2
  store i16 %296, ptr %295, align 2
  %297 = getelementptr i8, ptr %294, i64 %169
  %298 = getelementptr i8, ptr %295, i64 %97
  %299 = load i16, ptr %297, align 2
  store i16 %299, ptr %298, align 2
  %300 = getelementptr i8, ptr %297, i64 %169
  %301 = getelementptr i8, ptr %298, i64 %97
  %302 = load i16, ptr %300, align 2
  store i16 %302, ptr %301, align 2
  %303 = add nuw nsw i64 %288, 4
  %304 = icmp slt i64 %303, %162
  br i1 %304, label %287, label %286

305:                                              ; preds = %286, %305
  %306 = phi i64 [ %312, %305 ], [ %162, %286 ]
  %307 = mul i64 %306, %169
  %308 = getelementptr i8, ptr %284, i64 %307
  %309 = mul i64 %306, %97
  %310 = getelementptr i8, ptr %285, i64 %309
  %311 = load i16, ptr %308, align 2
  store i16 %311, ptr %310, align 2
  %312 = add nsw i64 %306, 1
  %313 = icmp slt i64 %312, %153
  br i1 %313, label %305, label %314

314:                                              ; preds = %305, %286
  switch i64 %97, label %410 [
    i64 4, label %315
    i64 8, label %347
    i64 16, label %379
  ]

315:                                              ; preds = %314, %203
  %316 = phi ptr [ %205, %203 ], [ %285, %314 ]
  %317 = phi ptr [ %204, %203 ], [ %284, %314 ]
  br i1 %163, label %319, label %318

318:                                              ; preds = %319, %315
  br i1 %164, label %346, label %337

319:                                              ; preds = %315, %319
  %320 = phi i64 [ %335, %319 ], [ 0, %315 ]
  %321 = mul i64 %320, %169
  %322 = getelementptr i8, ptr %317, i64 %321
  %323 = mul i64 %320, %97
  %324 = getelementptr i8, ptr %316, i64 %323
  %325 = load i32, ptr %322, align 4
  store i32 %325, ptr %324, align 4
  %326 = getelementptr i8, ptr %322, i64 %169
  %327 = getelementptr i8, ptr %324, i64 %97
  %328 = load i32, ptr %326, align 4
  store i32 %328, ptr %327, align 4
  %329 = getelementptr i8, ptr %326, i64 %169
  %330 = getelementptr i8, ptr %327, i64 %97
  %331 = load i32, ptr %329, align 4
  store i32 %331, ptr %330, align 4
  %332 = getelementptr i8, ptr %329, i64 %169
  %333 = getelementptr i8, ptr %330, i64 %97
  %334 = load i32, ptr %332, align 4
  store i32 %334, ptr %333, align 4
  %335 = add nuw nsw i64 %320, 4
  %336 = icmp slt i64 %335, %162
  br i1 %336, label %319, label %318

337:                                              ; preds = %318, %337
  %338 = phi i64 [ %344, %337 ], [ %162, %318 ]
  %339 = mul i64 %338, %169
  %340 = getelementptr i8, ptr %317, i64 %339
  %341 = mul i64 %338, %97
  %342 = getelementptr i8, ptr %316, i64 %341
  %343 = load i32, ptr %340, align 4
  store i32 %343, ptr %342, align 4
  %344 = add nsw i64 %338, 1
  %345 = icmp slt i64 %344, %153
  br i1 %345, label %337, label %346

346:                                              ; preds = %337, %318
  switch i64 %97, label %410 [
    i64 8, label %347
    i64 16, label %379
  ]

347:                                              ; preds = %346, %314, %206
  %348 = phi ptr [ %208, %206 ], [ %285, %314 ], [ %316, %346 ]
  %349 = phi ptr [ %207, %206 ], [ %284, %314 ], [ %317, %346 ]
  br i1 %163, label %351, label %350

350:                                              ; preds = %351, %347
  br i1 %164, label %378, label %369

351:                                              ; preds = %347, %351
  %352 = phi i64 [ %367, %351 ], [ 0, %347 ]
  %353 = mul i64 %352, %169
  %354 = getelementptr i8, ptr %349, i64 %353
  %355 = mul i64 %352, %97
  %356 = getelementptr i8, ptr %348, i64 %355
  %357 = load i64, ptr %354, align 4
  store i64 %357, ptr %356, align 4
  %358 = getelementptr i8, ptr %354, i64 %169
  %359 = getelementptr i8, ptr %356, i64 %97
  %360 = load i64, ptr %358, align 4
  store i64 %360, ptr %359, align 4
  %361 = getelementptr i8, ptr %358, i64 %169
  %362 = getelementptr i8, ptr %359, i64 %97
  %363 = load i64, ptr %361, align 4
  store i64 %363, ptr %362, align 4
  %364 = getelementptr i8, ptr %361, i64 %169
  %365 = getelementptr i8, ptr %362, i64 %97
  %366 = load i64, ptr %364, align 4
  store i64 %366, ptr %365, align 4
  %367 = add nuw nsw i64 %352, 4
  %368 = icmp slt i64 %367, %162
  br i1 %368, label %351, label %350

369:                                              ; preds = %350, %369
  %370 = phi i64 [ %376, %369 ], [ %162, %350 ]
  %371 = mul i64 %370, %169
  %372 = getelementptr i8, ptr %349, i64 %371
  %373 = mul i64 %370, %97
  %374 = getelementptr i8, ptr %348, i64 %373
  %375 = load i64, ptr %372, align 4
  store i64 %375, ptr %374, align 4
  %376 = add nsw i64 %370, 1
  %377 = icmp slt i64 %376, %153
  br i1 %377, label %369, label %378

378:                                              ; preds = %369, %350
  br i1 %143, label %379, label %410

379:                                              ; preds = %378, %346, %314, %209
  %380 = phi ptr [ %211, %209 ], [ %285, %314 ], [ %316, %346 ], [ %348, %378 ]
  %381 = phi ptr [ %210, %209 ], [ %284, %314 ], [ %317, %346 ], [ %349, %378 ]
  br i1 %163, label %383, label %382

382:                                              ; preds = %383, %379
  br i1 %164, label %410, label %401

383:                                              ; preds = %379, %383
  %384 = phi i64 [ %399, %383 ], [ 0, %379 ]
  %385 = mul i64 %384, %169
  %386 = getelementptr i8, ptr %381, i64 %385
  %387 = mul i64 %384, %97
  %388 = getelementptr i8, ptr %380, i64 %387
  %389 = load i128, ptr %386, align 4
  store i128 %389, ptr %388, align 4
  %390 = getelementptr i8, ptr %386, i64 %169
  %391 = getelementptr i8, ptr %388, i64 %97
  %392 = load i128, ptr %390, align 4
  store i128 %392, ptr %391, align 4
  %393 = getelementptr i8, ptr %390, i64 %169
  %394 = getelementptr i8, ptr %391, i64 %97
  %395 = load i128, ptr %393, align 4
  store i128 %395, ptr %394, align 4
  %396 = getelementptr i8, ptr %393, i64 %169
  %397 = getelementptr i8, ptr %394, i64 %97
  %398 = load i128, ptr %396, align 4
  store i128 %398, ptr %397, align 4
  %399 = add nuw nsw i64 %384, 4
  %400 = icmp slt i64 %399, %162
  br i1 %400, label %383, label %382

401:                                              ; preds = %382, %401
  %402 = phi i64 [ %408, %401 ], [ %162, %382 ]
  %403 = mul i64 %402, %169
  %404 = getelementptr i8, ptr %381, i64 %403
  %405 = mul i64 %402, %97
  %406 = getelementptr i8, ptr %380, i64 %405
  %407 = load i128, ptr %404, align 4
  store i128 %407, ptr %406, align 4
  %408 = add nsw i64 %402, 1
  %409 = icmp slt i64 %408, %153
  br i1 %409, label %401, label %410

410:                                              ; preds = %401, %274, %382, %378, %346, %314, %255, %202, %201, %197, %193, %188, %186, %179, %165
  %411 = phi i64 [ %175, %186 ], [ %173, %165 ], [ %175, %188 ], [ %173, %179 ], [ %175, %378 ], [ %175, %346 ], [ %175, %314 ], [ %175, %202 ], [ %175, %255 ], [ %175, %201 ], [ %175, %382 ], [ %175, %197 ], [ %175, %193 ], [ %175, %274 ], [ %175, %401 ]
  %412 = getelementptr i64, ptr %2, i64 %166
  store i64 %411, ptr %412, align 8
  %413 = icmp eq i64 %95, %167
  br i1 %413, label %414, label %165

414:                                              ; preds = %410, %147
  %415 = load i64, ptr %arg.loop, align 8
  %416 = inttoptr i64 %415 to ptr
  %417 = call i64 %416(ptr nonnull %2, i64 %155, i64 %138)
  br i1 %146, label %600, label %418

418:                                              ; preds = %414
  %419 = icmp eq i64 %153, %155
  %420 = and i64 %153, -4
  %421 = icmp sgt i64 %153, 3
  %422 = icmp eq i64 %420, %153
  br label %624

423:                                              ; preds = %624
  %424 = getelementptr i64, ptr %arg.operands, i64 %626
  %425 = load i64, ptr %424, align 8
  %426 = mul nsw i64 %630, %148
  %427 = add nsw i64 %425, %426
  %428 = mul nsw i64 %626, %119
  %429 = add nsw i64 %428, %134
  br i1 %141, label %430, label %598

430:                                              ; preds = %423
  switch i64 %142, label %598 [
    i64 0, label %440
    i64 1, label %471
    i64 2, label %431
    i64 3, label %434
    i64 4, label %437
  ]

431:                                              ; preds = %430
  %432 = inttoptr i64 %429 to ptr
  %433 = inttoptr i64 %427 to ptr
  br label %503

434:                                              ; preds = %430
  %435 = inttoptr i64 %429 to ptr
  %436 = inttoptr i64 %427 to ptr
  br label %535

437:                                              ; preds = %430
  %438 = inttoptr i64 %429 to ptr
  %439 = inttoptr i64 %427 to ptr
  br label %567

440:                                              ; preds = %430
  %441 = inttoptr i64 %429 to ptr
  %442 = inttoptr i64 %427 to ptr
  br i1 %421, label %444, label %443

443:                                              ; preds = %444, %440
  br i1 %422, label %598, label %462

444:                                              ; preds = %440, %444
  %445 = phi i64 [ %460, %444 ], [ 0, %440 ]
  %446 = mul i64 %445, %97
  %447 = getelementptr i8, ptr %441, i64 %446
  %448 = mul i64 %445, %630
  %449 = getelementptr i8, ptr %442, i64 %448
  %450 = load i8, ptr %447, align 1
  store i8 %450, ptr %449, align 1
  %451 = getelementptr i8, ptr %447, i64 %97
  %452 = getelementptr i8, ptr %449, i64 %630
  %453 = load i8, ptr %451, align 1
  store i8 %453, ptr %452, align 1
  %454 = getelementptr i8, ptr %451, i64 %97
  %455 = getelementptr i8, ptr %452, i64 %630
  %456 = load i8, ptr %454, align 1
  store i8 %456, ptr %455, align 1
  %457 = getelementptr i8, ptr %454, i64 %97
  %458 = getelementptr i8, ptr %455, i64 %630
  %459 = load i8, ptr %457, align 1
  store i8 %459, ptr %458, align 1
  %460 = add nuw nsw i64 %445, 4
  %461 = icmp slt i64 %460, %420
  br i1 %461, label %444, label %443

462:                                              ; preds = %443, %462
  %463 = phi i64 [ %469, %462 ], [ %420, %443 ]
  %464 = mul i64 %463, %97
  %465 = getelementptr i8, ptr %441, i64 %464
  %466 = mul i64 %463, %630
  %467 = getelementptr i8, ptr %442, i64 %466
  %468 = load i8, ptr %465, align 1
  store i8 %468, ptr %467, align 1
  %469 = add nsw i64 %463, 1
  %470 = icmp slt i64 %469, %153
  br i1 %470, label %462, label %598

471:                                              ; preds = %430
  %472 = inttoptr i64 %429 to ptr
  %473 = inttoptr i64 %427 to ptr
  br i1 %421, label %475, label %474

474:                                              ; preds = %475, %471
  br i1 %422, label %502, label %493

475:                                              ; preds = %471, %475
  %476 = phi i64 [ %491, %475 ], [ 0, %471 ]
  %477 = mul i64 %476, %97
  %478 = getelementptr i8, ptr %472, i64 %477
  %479 = mul i64 %476, %630
  %480 = getelementptr i8, ptr %473, i64 %479
  %481 = load i16, ptr %478, align 2
  store i16 %481, ptr %480, align 2
  %482 = getelementptr i8, ptr %478, i64 %97
  %483 = getelementptr i8, ptr %480, i64 %630
  %484 = load i16, ptr %482, align 2
  store i16 %484, ptr %483, align 2
  %485 = getelementptr i8, ptr %482, i64 %97
  %486 = getelementptr i8, ptr %483, i64 %630
  %487 = load i16, ptr %485, align 2
  store i16 %487, ptr %486, align 2
  %488 = getelementptr i8, ptr %485, i64 %97
  %489 = getelementptr i8, ptr %486, i64 %630
  %490 = load i16, ptr %488, align 2
  store i16 %490, ptr %489, align 2
  %491 = add nuw nsw i64 %476, 4
  %492 = icmp slt i64 %491, %420
  br i1 %492, label %475, label %474

493:                                              ; preds = %474, %493
  %494 = phi i64 [ %500, %493 ], [ %420, %474 ]
  %495 = mul i64 %494, %97
  %496 = getelementptr i8, ptr %472, i64 %495
  %497 = mul i64 %494, %630
  %498 = getelementptr i8, ptr %473, i64 %497
  %499 = load i16, ptr %496, align 2
  store i16 %499, ptr %498, align 2
  %500 = add nsw i64 %494, 1
  %501 = icmp slt i64 %500, %153
  br i1 %501, label %493, label %502

502:                                              ; preds = %493, %474
  switch i64 %97, label %598 [
    i64 4, label %503
    i64 8, label %535
    i64 16, label %567
  ]

503:                                              ; preds = %502, %431
  %504 = phi ptr [ %433, %431 ], [ %473, %502 ]
  %505 = phi ptr [ %432, %431 ], [ %472, %502 ]
  br i1 %421, label %507, label %506

506:                                              ; preds = %507, %503
  br i1 %422, label %534, label %525

507:                                              ; preds = %503, %507
  %508 = phi i64 [ %523, %507 ], [ 0, %503 ]
  %509 = mul i64 %508, %97
  %510 = getelementptr i8, ptr %505, i64 %509
  %511 = mul i64 %508, %630
  %512 = getelementptr i8, ptr %504, i64 %511
  %513 = load i32, ptr %510, align 4
  store i32 %513, ptr %512, align 4
  %514 = getelementptr i8, ptr %510, i64 %97
  %515 = getelementptr i8, ptr %512, i64 %630
  %516 = load i32, ptr %514, align 4
  store i32 %516, ptr %515, align 4
  %517 = getelementptr i8, ptr %514, i64 %97
  %518 = getelementptr i8, ptr %515, i64 %630
  %519 = load i32, ptr %517, align 4
  store i32 %519, ptr %518, align 4
  %520 = getelementptr i8, ptr %517, i64 %97
  %521 = getelementptr i8, ptr %518, i64 %630
  %522 = load i32, ptr %520, align 4
  store i32 %522, ptr %521, align 4
  %523 = add nuw nsw i64 %508, 4
  %524 = icmp slt i64 %523, %420
  br i1 %524, label %507, label %506

525:                                              ; preds = %506, %525
  %526 = phi i64 [ %532, %525 ], [ %420, %506 ]
  %527 = mul i64 %526, %97
  %528 = getelementptr i8, ptr %505, i64 %527
  %529 = mul i64 %526, %630
  %530 = getelementptr i8, ptr %504, i64 %529
  %531 = load i32, ptr %528, align 4
  store i32 %531, ptr %530, align 4
  %532 = add nsw i64 %526, 1
  %533 = icmp slt i64 %532, %153
  br i1 %533, label %525, label %534

534:                                              ; preds = %525, %506
  switch i64 %97, label %598 [
    i64 8, label %535
    i64 16, label %567
  ]

535:                                              ; preds = %534, %502, %434
  %536 = phi ptr [ %436, %434 ], [ %473, %502 ], [ %504, %534 ]
  %537 = phi ptr [ %435, %434 ], [ %472, %502 ], [ %505, %534 ]
  br i1 %421, label %539, label %538

538:                                              ; preds = %539, %535
  br i1 %422, label %566, label %557

539:                                              ; preds = %535, %539
  %540 = phi i64 [ %555, %539 ], [ 0, %535 ]
  %541 = mul i64 %540, %97
  %542 = getelementptr i8, ptr %537, i64 %541
  %543 = mul i64 %540, %630
  %544 = getelementptr i8, ptr %536, i64 %543
  %545 = load i64, ptr %542, align 4
  store i64 %545, ptr %544, align 4
  %546 = getelementptr i8, ptr %542, i64 %97
  %547 = getelementptr i8, ptr %544, i64 %630
  %548 = load i64, ptr %546, align 4
  store i64 %548, ptr %547, align 4
  %549 = getelementptr i8, ptr %546, i64 %97
  %550 = getelementptr i8, ptr %547, i64 %630
  %551 = load i64, ptr %549, align 4
  store i64 %551, ptr %550, align 4
  %552 = getelementptr i8, ptr %549, i64 %97
  %553 = getelementptr i8, ptr %550, i64 %630
  %554 = load i64, ptr %552, align 4
  store i64 %554, ptr %553, align 4
  %555 = add nuw nsw i64 %540, 4
  %556 = icmp slt i64 %555, %420
  br i1 %556, label %539, label %538

557:                                              ; preds = %538, %557
  %558 = phi i64 [ %564, %557 ], [ %420, %538 ]
  %559 = mul i64 %558, %97
  %560 = getelementptr i8, ptr %537, i64 %559
  %561 = mul i64 %558, %630
  %562 = getelementptr i8, ptr %536, i64 %561
  %563 = load i64, ptr %560, align 4
  store i64 %563, ptr %562, align 4
  %564 = add nsw i64 %558, 1
  %565 = icmp slt i64 %564, %153
  br i1 %565, label %557, label %566

566:                                              ; preds = %557, %538
  br i1 %143, label %567, label %598

567:                                              ; preds = %566, %534, %502, %437
  %568 = phi ptr [ %439, %437 ], [ %473, %502 ], [ %504, %534 ], [ %536, %566 ]
  %569 = phi ptr [ %438, %437 ], [ %472, %502 ], [ %505, %534 ], [ %537, %566 ]
  br i1 %421, label %571, label %570

570:                                              ; preds = %571, %567
  br i1 %422, label %598, label %589

571:                                              ; preds = %567, %571
  %572 = phi i64 [ %587, %571 ], [ 0, %567 ]
  %573 = mul i64 %572, %97
  %574 = getelementptr i8, ptr %569, i64 %573
  %575 = mul i64 %572, %630
  %576 = getelementptr i8, ptr %568, i64 %575
  %577 = load i128, ptr %574, align 4
  store i128 %577, ptr %576, align 4
  %578 = getelementptr i8, ptr %574, i64 %97
  %579 = getelementptr i8, ptr %576, i64 %630
  %580 = load i128, ptr %578, align 4
  store i128 %580, ptr %579, align 4
  %581 = getelementptr i8, ptr %578, i64 %97
  %582 = getelementptr i8, ptr %579, i64 %630
  %583 = load i128, ptr %581, align 4
  store i128 %583, ptr %582, align 4
  %584 = getelementptr i8, ptr %581, i64 %97
  %585 = getelementptr i8, ptr %582, i64 %630
  %586 = load i128, ptr %584, align 4
  store i128 %586, ptr %585, align 4
  %587 = add nuw nsw i64 %572, 4
  %588 = icmp slt i64 %587, %420
  br i1 %588, label %571, label %570

589:                                              ; preds = %570, %589
  %590 = phi i64 [ %596, %589 ], [ %420, %570 ]
  %591 = mul i64 %590, %97
  %592 = getelementptr i8, ptr %569, i64 %591
  %593 = mul i64 %590, %630
  %594 = getelementptr i8, ptr %568, i64 %593
  %595 = load i128, ptr %592, align 4
  store i128 %595, ptr %594, align 4
  %596 = add nsw i64 %590, 1
  %597 = icmp slt i64 %596, %153
  br i1 %597, label %589, label %598

598:                                              ; preds = %589, %462, %624, %570, %566, %534, %502, %443, %430, %423
  %599 = icmp sgt i64 %625, 1
  br i1 %599, label %624, label %600

600:                                              ; preds = %598, %414
  %601 = add nsw i64 %153, %148
  %602 = icmp slt i64 %601, %arg.count
  br i1 %602, label %147, label %603

603:                                              ; preds = %600, %133
  %604 = icmp eq i64 %135, 0
  br i1 %604, label %633, label %605

605:                                              ; preds = %603
  %606 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %607 = load i64, ptr %606, align 8
  %608 = inttoptr i64 %607 to ptr
  %609 = getelementptr inbounds nuw i8, ptr %608, i64 216
  %610 = load i64, ptr %609, align 8
  %611 = inttoptr i64 %610 to ptr
  %612 = call i64 %611(i64 %135)
  br label %633

613:                                              ; preds = %112, %99
  %614 = phi i64 [ 16, %99 ], [ %114, %112 ]
  %615 = phi i64 [ %arg.at_once, %99 ], [ %113, %112 ]
  %616 = phi i64 [ 0, %99 ], [ %617, %112 ]
  %617 = add nuw nsw i64 %616, 1
  %618 = getelementptr i64, ptr %arg.steps, i64 %616
  %619 = load i64, ptr %618, align 8
  %620 = icmp eq i64 %619, %97
  br i1 %620, label %112, label %104

621:                                              ; preds = %123
  %622 = add nsw i64 %131, 63
  %623 = and i64 %622, -64
  br label %133

624:                                              ; preds = %598, %418
  %625 = phi i64 [ %145, %418 ], [ %627, %598 ]
  %626 = phi i64 [ %94, %418 ], [ %628, %598 ]
  %627 = add nsw i64 %625, -1
  %628 = add i64 %626, 1
  %629 = getelementptr i64, ptr %arg.steps, i64 %626
  %630 = load i64, ptr %629, align 8
  %631 = icmp eq i64 %630, %97
  %632 = select i1 %631, i1 %419, i1 false
  br i1 %632, label %598, label %423

633:                                              ; preds = %123, %603, %605
  %634 = phi i8 [ 0, %123 ], [ 1, %605 ], [ 1, %603 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  br label %635

635:                                              ; preds = %33, %86, %633, %90
  %636 = phi i8 [ 1, %90 ], [ %634, %633 ], [ 1, %86 ], [ 1, %33 ]
  store i8 %636, ptr %retptr, align 1
  ret void

637:                                              ; preds = %0, %637
  %638 = phi i1 [ %646, %637 ], [ true, %0 ]
  %639 = phi i64 [ %641, %637 ], [ %7, %0 ]
  %640 = phi i64 [ %642, %637 ], [ %8, %0 ]
  %641 = add nsw i64 %639, -1
  %642 = add i64 %640, 1
  %643 = getelementptr i64, ptr %arg.steps, i64 %640
  %644 = load i64, ptr %643, align 8
  %645 = icmp eq i64 %644, 0
  %646 = select i1 %645, i1 %638, i1 false
  %647 = icmp samesign ugt i64 %639, 1
  br i1 %647, label %637, label %10

648:                                              ; preds = %16, %26
  %649 = phi i1 [ %12, %16 ], [ %27, %26 ]
  %650 = phi i64 [ 0, %16 ], [ %651, %26 ]
  %651 = add nuw nsw i64 %650, 1
  %652 = getelementptr i64, ptr %arg.steps, i64 %650
  %653 = load i64, ptr %652, align 8
  %654 = icmp eq i64 %653, %18
  br i1 %654, label %26, label %19

655:                                              ; preds = %66, %78
  %656 = phi i64 [ 0, %66 ], [ %657, %78 ]
  %657 = add nuw nsw i64 %656, 1
  br i1 %11, label %70, label %78
}

define noalias noundef ptr @share(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %5 = inttoptr i64 %.1 to ptr
  %6 = load i64, ptr %5, align 8
  %7 = inttoptr i64 %6 to ptr
  %8 = getelementptr inbounds nuw i8, ptr %7, i64 40
  %9 = load i64, ptr %8, align 8
  %10 = icmp slt i64 %9, 1
  br i1 %10, label %104, label %11

11:                                               ; preds = %0
  %12 = getelementptr inbounds nuw i8, ptr %7, i64 24
  %13 = load i64, ptr %12, align 8
  %14 = inttoptr i64 %13 to ptr
  %15 = getelementptr inbounds nuw i8, ptr %7, i64 16
  %16 = load i64, ptr %15, align 8
  %17 = inttoptr i64 %16 to ptr
  %18 = load i64, ptr %7, align 8
  %19 = inttoptr i64 %18 to ptr
  %20 = getelementptr inbounds nuw i8, ptr %7, i64 32
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %14, i64 32
  %23 = load i64, ptr %22, align 8
  %24 = icmp slt i64 %23, 1
  br i1 %24, label %36, label %25

25:                                               ; preds = %11, %25
  %26 = phi i64 [ %27, %25 ], [ 0, %11 ]
  %27 = add nuw nsw i64 %26, 1
  %28 = getelementptr i64, ptr %19, i64 %26
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr i64, ptr %17, i64 %26
  %31 = load i64, ptr %30, align 8
  %32 = mul nsw i64 %31, %21
  %33 = add nsw i64 %32, %29
  %34 = getelementptr i64, ptr %3, i64 %26
  store i64 %33, ptr %34, align 8
  %35 = icmp eq i64 %23, %27
  br i1 %35, label %36, label %25

36:                                               ; preds = %25, %11
  %37 = getelementptr inbounds nuw i8, ptr %14, i64 8
  %38 = load i64, ptr %37, align 8
  %39 = inttoptr i64 %38 to ptr
  %40 = getelementptr inbounds nuw i8, ptr %39, i64 56
  %41 = load i64, ptr %40, align 8
  %42 = icmp eq i64 %41, 0
  br i1 %42, label %51, label %43

43:                                               ; preds = %36
  %44 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %44, align 8
  %45 = inttoptr i64 %41 to ptr
  %46 = call i64 %45(ptr nonnull %2, i64 1) #0
  %47 = load i64, ptr %2, align 64
  %48 = mul nsw i64 %47, 1000000000
  %49 = load i64, ptr %44, align 8
  %50 = add nsw i64 %48, %49
  br label %51

51:                                               ; preds = %43, %36
  %52 = phi i64 [ %50, %43 ], [ 0, %36 ]
  %53 = call i64 @get_status() #0
  %54 = call i64 @kept_bits() #0
  %55 = and i64 %54, %53
  %56 = call i64 @default_bits() #0
  %57 = icmp eq i64 %55, %56
  br i1 %57, label %65, label %58

58:                                               ; preds = %51
  %59 = call i64 @kept_bits() #0
  %60 = xor i64 %59, -1
  %61 = and i64 %53, %60
  %62 = call i64 @default_bits() #0
  %63 = or i64 %61, %62
  %64 = call i64 @set_status(i64 %63) #0
  br label %65

65:                                               ; preds = %58, %51
  %66 = load i64, ptr %8, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @_run(ptr %4, ptr nonnull %14, ptr nonnull %3, ptr %17, i64 %66, i64 %66) #0
  %67 = load i8, ptr %4, align 1
  %68 = icmp eq i8 %67, 0
  %69 = call i64 @get_status() #0
  br i1 %68, label %74, label %70

70:                                               ; preds = %65
  %71 = getelementptr inbounds nuw i8, ptr %14, i64 56
  %72 = load i64, ptr %71, align 8
  %73 = and i64 %72, %69
  br label %74

74:                                               ; preds = %70, %65
  %75 = phi i64 [ %73, %70 ], [ 4294967296, %65 ]
  %76 = getelementptr inbounds nuw i8, ptr %7, i64 48
  store i64 %75, ptr %76, align 8
  %77 = call i64 @kept_bits() #0
  %78 = xor i64 %77, -1
  %79 = and i64 %69, %78
  %80 = call i64 @kept_bits() #0
  %81 = and i64 %80, %53
  %82 = or i64 %81, %79
  %83 = icmp eq i64 %82, %69
  br i1 %83, label %86, label %84

84:                                               ; preds = %74
  %85 = call i64 @set_status(i64 %82) #0
  br label %86

86:                                               ; preds = %84, %74
  %87 = load i64, ptr %37, align 8
  %88 = inttoptr i64 %87 to ptr
  %89 = getelementptr inbounds nuw i8, ptr %88, i64 56
  %90 = load i64, ptr %89, align 8
  %91 = icmp eq i64 %90, 0
  br i1 %91, label %100, label %92

92:                                               ; preds = %86
  %93 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %93, align 8
  %94 = inttoptr i64 %90 to ptr
  %95 = call i64 %94(ptr nonnull %1, i64 1) #0
  %96 = load i64, ptr %1, align 64
  %97 = mul nsw i64 %96, 1000000000
  %98 = load i64, ptr %93, align 8
  %99 = add nsw i64 %97, %98
  br label %100

100:                                              ; preds = %92, %86
  %101 = phi i64 [ %99, %92 ], [ 0, %86 ]
  %102 = sub nsw i64 %101, %52
  %103 = getelementptr inbounds nuw i8, ptr %7, i64 56
  store i64 %102, ptr %103, align 8
  br label %104

104:                                              ; preds = %0, %100
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  ret ptr null
}

define internal fastcc void @_run.56(ptr noalias nonnull writeonly captures(none) %retptr, ptr readonly captures(none) %arg.loop, ptr readonly captures(none) %arg.operands, ptr readonly captures(none) %arg.steps, i64 %arg.count, i64 %arg.n) unnamed_addr {
  %1 = alloca [512 x i8], align 64
  %2 = alloca [512 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = alloca [8192 x i8], align 64
  %5 = alloca [512 x i8], align 64
  %6 = alloca [512 x i8], align 64
  %7 = icmp slt i64 %arg.count, 16
  %8 = icmp eq i64 %arg.n, 1
  %9 = select i1 %7, i1 true, i1 %8
  br i1 %9, label %122, label %10

10:                                               ; preds = %0
  %11 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 32
  %12 = load i64, ptr %11, align 8
  %13 = icmp slt i64 %12, 1
  br i1 %13, label %1075, label %14

14:                                               ; preds = %10
  %15 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 80
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 88
  br label %35

18:                                               ; preds = %35
  %19 = load i64, ptr %17, align 8
  %20 = shl nsw i64 %37, 3
  %21 = ashr i64 %19, %20
  %22 = and i64 %21, 255
  %23 = getelementptr i64, ptr %arg.steps, i64 %37
  %24 = load i64, ptr %23, align 8
  %25 = icmp eq i64 %24, %22
  br i1 %25, label %26, label %122

26:                                               ; preds = %18
  %27 = getelementptr i64, ptr %arg.steps, i64 %36
  %28 = load i64, ptr %27, align 8
  %29 = icmp eq i64 %28, %22
  br i1 %29, label %122, label %30

30:                                               ; preds = %26
  %31 = add nuw nsw i64 %36, 1
  br label %32

32:                                               ; preds = %35, %30
  %33 = phi i64 [ %31, %30 ], [ %36, %35 ]
  %34 = icmp eq i64 %38, %12
  br i1 %34, label %1075, label %35

35:                                               ; preds = %14, %32
  %36 = phi i64 [ %12, %14 ], [ %33, %32 ]
  %37 = phi i64 [ 0, %14 ], [ %38, %32 ]
  %38 = add nuw nsw i64 %37, 1
  %39 = shl nuw i64 1, %37
  %40 = and i64 %16, %39
  %41 = icmp eq i64 %40, 0
  br i1 %41, label %32, label %18

42:                                               ; preds = %1075
  %43 = inttoptr i64 %1077 to ptr
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %44 = getelementptr inbounds nuw i8, ptr %43, i64 96
  %45 = load i64, ptr %44, align 8
  %46 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %47 = load i64, ptr %46, align 8
  %48 = inttoptr i64 %47 to ptr
  %49 = getelementptr inbounds nuw i8, ptr %48, i64 208
  %50 = load i64, ptr %49, align 8
  %51 = add nsw i64 %45, 64
  %52 = inttoptr i64 %50 to ptr
  %53 = tail call i64 %52(i64 %51)
  %54 = icmp ne i64 %53, 0
  br i1 %54, label %55, label %121

55:                                               ; preds = %42
  br i1 %13, label %78, label %56

56:                                               ; preds = %55
  %57 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 80
  %58 = load i64, ptr %57, align 8
  %59 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 88
  br label %93

60:                                               ; preds = %93
  %61 = getelementptr i64, ptr %arg.steps, i64 %94
  %62 = load i64, ptr %61, align 8
  store i64 %62, ptr %100, align 8
  %63 = load i64, ptr %59, align 8
  %64 = shl nsw i64 %96, 3
  %65 = ashr i64 %63, %64
  %66 = and i64 %65, 255
  %67 = add nuw nsw i64 %94, 1
  %68 = mul nsw i64 %66, %arg.n
  %69 = add nsw i64 %68, %95
  br label %70

70:                                               ; preds = %93, %60
  %71 = phi i64 [ %69, %60 ], [ %95, %93 ]
  %72 = phi i64 [ %67, %60 ], [ %94, %93 ]
  %73 = icmp eq i64 %12, %97
  br i1 %73, label %74, label %93

74:                                               ; preds = %70
  %75 = mul nsw i64 %71, %arg.count
  %76 = icmp sgt i64 %75, 16777215
  %77 = zext i1 %76 to i64
  br label %78

78:                                               ; preds = %55, %74
  %79 = phi i64 [ 0, %55 ], [ %77, %74 ]
  %80 = add nsw i64 %53, 63
  %81 = and i64 %80, -64
  br label %82

82:                                               ; preds = %115, %78
  %83 = phi i64 [ %119, %115 ], [ 0, %78 ]
  %84 = sub nsw i64 %arg.count, %83
  %85 = call i64 @llvm.smin.i64(i64 %84, i64 2048)
  br i1 %13, label %115, label %104

86:                                               ; preds = %115
  %87 = load i64, ptr %46, align 8
  %88 = inttoptr i64 %87 to ptr
  %89 = getelementptr inbounds nuw i8, ptr %88, i64 216
  %90 = load i64, ptr %89, align 8
  %91 = inttoptr i64 %90 to ptr
  %92 = call i64 %91(i64 %53)
  br label %121

93:                                               ; preds = %70, %56
  %94 = phi i64 [ %12, %56 ], [ %72, %70 ]
  %95 = phi i64 [ 0, %56 ], [ %71, %70 ]
  %96 = phi i64 [ 0, %56 ], [ %97, %70 ]
  %97 = add nuw nsw i64 %96, 1
  %98 = getelementptr i64, ptr %arg.steps, i64 %96
  %99 = load i64, ptr %98, align 8
  %100 = getelementptr i64, ptr %6, i64 %96
  store i64 %99, ptr %100, align 8
  %101 = shl nuw i64 1, %96
  %102 = and i64 %101, %58
  %103 = icmp eq i64 %102, 0
  br i1 %103, label %70, label %60

104:                                              ; preds = %82, %104
  %105 = phi i64 [ %106, %104 ], [ 0, %82 ]
  %106 = add nuw nsw i64 %105, 1
  %107 = getelementptr i64, ptr %arg.operands, i64 %105
  %108 = load i64, ptr %107, align 8
  %109 = getelementptr i64, ptr %arg.steps, i64 %105
  %110 = load i64, ptr %109, align 8
  %111 = mul nsw i64 %110, %83
  %112 = add nsw i64 %111, %108
  %113 = getelementptr i64, ptr %5, i64 %105
  store i64 %112, ptr %113, align 8
  %114 = icmp eq i64 %12, %106
  br i1 %114, label %115, label %104

115:                                              ; preds = %104, %82
  %116 = load i64, ptr %43, align 8
  %117 = inttoptr i64 %116 to ptr
  %118 = call i64 %117(ptr nonnull %5, ptr nonnull %6, i64 %85, i64 %arg.n, i64 %81, i64 %79)
  %119 = add nsw i64 %85, %83
  %120 = icmp slt i64 %119, %arg.count
  br i1 %120, label %82, label %86

121:                                              ; preds = %42, %86
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  br label %1079

122:                                              ; preds = %26, %18, %0, %1075
  %123 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 120
  %124 = load i64, ptr %123, align 8
  %125 = icmp eq i64 %124, 0
  br i1 %125, label %132, label %126

126:                                              ; preds = %122
  %127 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 88
  %128 = load i64, ptr %127, align 8
  %129 = and i64 %128, 255
  %130 = mul nsw i64 %129, %arg.n
  %131 = icmp slt i64 %130, 1048577
  br i1 %131, label %132, label %140

132:                                              ; preds = %126, %122
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %133 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 24
  %134 = load i64, ptr %133, align 8
  %135 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 32
  %136 = load i64, ptr %135, align 8
  %137 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 96
  %138 = load i64, ptr %137, align 8
  %139 = mul nsw i64 %138, %arg.n
  br label %157

140:                                              ; preds = %126
  %141 = inttoptr i64 %124 to ptr
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %142 = getelementptr inbounds nuw i8, ptr %141, i64 24
  %143 = load i64, ptr %142, align 8
  %144 = getelementptr inbounds nuw i8, ptr %141, i64 32
  %145 = load i64, ptr %144, align 8
  %146 = getelementptr inbounds nuw i8, ptr %141, i64 96
  %147 = load i64, ptr %146, align 8
  %148 = mul nsw i64 %147, %arg.n
  %149 = icmp sgt i64 %148, 16777216
  br i1 %149, label %150, label %157

150:                                              ; preds = %140
  %151 = add nsw i64 %arg.n, -1
  %152 = ashr i64 %151, 10
  %153 = and i64 %152, -16384
  %154 = add nsw i64 %153, 16384
  %155 = tail call i64 @llvm.smin.i64(i64 %154, i64 %arg.n)
  %156 = mul nsw i64 %147, %155
  br label %157

157:                                              ; preds = %132, %150, %140
  %158 = phi i64 [ %148, %150 ], [ %148, %140 ], [ %139, %132 ]
  %159 = phi i64 [ %145, %150 ], [ %145, %140 ], [ %136, %132 ]
  %160 = phi i64 [ %143, %150 ], [ %143, %140 ], [ %134, %132 ]
  %161 = phi ptr [ %141, %150 ], [ %141, %140 ], [ %arg.loop, %132 ]
  %162 = phi i1 [ true, %150 ], [ true, %140 ], [ false, %132 ]
  %163 = phi i64 [ %156, %150 ], [ %148, %140 ], [ %139, %132 ]
  %164 = add nsw i64 %163, 63
  %165 = and i64 %164, -64
  %166 = icmp slt i64 %159, 1
  br i1 %166, label %167, label %171

167:                                              ; preds = %157
  %168 = mul nsw i64 %158, %arg.count
  %169 = icmp sgt i64 %168, 16777215
  %170 = zext i1 %169 to i64
  br label %227

171:                                              ; preds = %157
  %172 = getelementptr inbounds nuw i8, ptr %161, i64 80
  %173 = load i64, ptr %172, align 8
  %174 = getelementptr inbounds nuw i8, ptr %161, i64 88
  %175 = getelementptr i64, ptr %2, i64 %159
  %176 = icmp sgt i64 %arg.n, 1
  %177 = add nsw i64 %arg.n, -1
  %178 = lshr i64 %177, 10
  %179 = add nuw nsw i64 %178, 16384
  %180 = and i64 %179, 36028797018947584
  %181 = tail call i64 @llvm.umin.i64(i64 %180, i64 %arg.n)
  br label %1012

182:                                              ; preds = %1012
  %183 = load i64, ptr %174, align 8
  %184 = shl nsw i64 %1018, 3
  %185 = ashr i64 %183, %184
  %186 = and i64 %185, 255
  %187 = mul nsw i64 %186, %arg.n
  %188 = add nsw i64 %187, %1016
  %189 = getelementptr i64, ptr %arg.steps, i64 %1013
  %190 = load i64, ptr %189, align 8
  %191 = add nuw nsw i64 %1013, 1
  %192 = getelementptr i64, ptr %3, i64 %1018
  store i64 %190, ptr %192, align 8
  %193 = getelementptr i64, ptr %175, i64 %1018
  store i64 %186, ptr %193, align 8
  %194 = icmp ne i64 %190, %186
  %195 = select i1 %194, i1 %176, i1 false
  br i1 %195, label %196, label %212

196:                                              ; preds = %182
  %197 = or i64 %1023, %1015
  %198 = icmp eq i64 %190, 0
  %199 = and i1 %162, %198
  %200 = icmp slt i64 %1018, %160
  %201 = select i1 %199, i1 %200, i1 false
  br i1 %201, label %202, label %205

202:                                              ; preds = %196
  %203 = or i64 %1023, %1014
  store i64 0, ptr %193, align 8
  %204 = mul nuw nsw i64 %186, %181
  br label %205

205:                                              ; preds = %202, %196
  %206 = phi i64 [ %204, %202 ], [ %187, %196 ]
  %207 = phi i64 [ %203, %202 ], [ %1014, %196 ]
  %208 = add nuw nsw i64 %206, 63
  %209 = and i64 %208, -64
  %210 = add nuw nsw i64 %209, 64
  store i64 %210, ptr %1022, align 8
  %211 = add nsw i64 %210, %1017
  br label %212

212:                                              ; preds = %1012, %205, %182
  %213 = phi i64 [ %211, %205 ], [ %1017, %1012 ], [ %1017, %182 ]
  %214 = phi i64 [ %188, %205 ], [ %1016, %1012 ], [ %188, %182 ]
  %215 = phi i64 [ %197, %205 ], [ %1015, %1012 ], [ %1015, %182 ]
  %216 = phi i64 [ %207, %205 ], [ %1014, %1012 ], [ %1014, %182 ]
  %217 = phi i64 [ %191, %205 ], [ %1013, %1012 ], [ %191, %182 ]
  %218 = icmp eq i64 %159, %1019
  br i1 %218, label %219, label %1012

219:                                              ; preds = %212
  %220 = mul nsw i64 %214, %arg.count
  %221 = icmp sgt i64 %220, 16777215
  %222 = icmp eq i64 %215, 0
  %223 = and i1 %221, %222
  %224 = zext i1 %223 to i64
  br i1 %222, label %227, label %225

225:                                              ; preds = %219
  %226 = icmp eq i64 %arg.n, 0
  br i1 %226, label %1026, label %1029

227:                                              ; preds = %219, %167
  %228 = phi i64 [ %170, %167 ], [ %224, %219 ]
  %229 = phi i64 [ 0, %167 ], [ %216, %219 ]
  %230 = phi i64 [ %158, %167 ], [ %214, %219 ]
  %231 = phi i64 [ %165, %167 ], [ %213, %219 ]
  %232 = getelementptr inbounds nuw i8, ptr %161, i64 104
  %233 = load i64, ptr %232, align 8
  %234 = icmp eq i64 %233, 0
  br i1 %234, label %235, label %237

235:                                              ; preds = %227
  %236 = icmp eq i64 %230, 0
  br i1 %236, label %1039, label %1042

237:                                              ; preds = %1039, %1026, %227
  %238 = phi i64 [ %224, %1026 ], [ %228, %227 ], [ %228, %1039 ]
  %239 = phi i64 [ 2, %1026 ], [ 1, %227 ], [ 1, %1039 ]
  %240 = phi i64 [ %216, %1026 ], [ %229, %227 ], [ %229, %1039 ]
  %241 = phi i64 [ %215, %1026 ], [ 0, %227 ], [ 0, %1039 ]
  %242 = phi i64 [ %213, %1026 ], [ %231, %227 ], [ %231, %1039 ]
  %243 = phi i64 [ %1028, %1026 ], [ %arg.count, %227 ], [ %1041, %1039 ]
  %244 = ptrtoint ptr %4 to i64
  %245 = mul nsw i64 %243, %242
  %246 = icmp sgt i64 %245, 8192
  br i1 %246, label %247, label %257

247:                                              ; preds = %237
  %248 = getelementptr inbounds nuw i8, ptr %161, i64 8
  %249 = load i64, ptr %248, align 8
  %250 = inttoptr i64 %249 to ptr
  %251 = getelementptr inbounds nuw i8, ptr %250, i64 208
  %252 = load i64, ptr %251, align 8
  %253 = add nuw nsw i64 %245, 64
  %254 = inttoptr i64 %252 to ptr
  %255 = call i64 %254(i64 %253)
  %256 = icmp eq i64 %255, 0
  br i1 %256, label %1073, label %1052

257:                                              ; preds = %1052, %237
  %258 = phi i64 [ %1054, %1052 ], [ %244, %237 ]
  %259 = phi i64 [ %255, %1052 ], [ 0, %237 ]
  %260 = icmp sgt i64 %arg.count, 0
  br i1 %260, label %261, label %1002

261:                                              ; preds = %257
  %262 = getelementptr inbounds nuw i8, ptr %161, i64 88
  %263 = add nsw i64 %arg.n, -1
  %264 = ashr i64 %263, 10
  %265 = and i64 %264, -16384
  %266 = add nsw i64 %265, 16384
  %267 = call i64 @llvm.smin.i64(i64 %266, i64 %arg.n)
  br label %268

268:                                              ; preds = %999, %261
  %269 = phi i64 [ %1000, %999 ], [ 0, %261 ]
  %270 = sub nsw i64 %arg.count, %269
  %271 = call i64 @llvm.smin.i64(i64 %270, i64 %243)
  %272 = mul nsw i64 %271, %165
  %273 = add nsw i64 %272, %258
  %274 = icmp eq i64 %271, 16
  br label %1055

275:                                              ; preds = %1060
  %276 = icmp sge i64 %1062, %160
  %277 = zext i1 %276 to i64
  %278 = icmp eq i64 %1056, %277
  br i1 %278, label %279, label %981

279:                                              ; preds = %275
  %280 = load i64, ptr %262, align 8
  %281 = shl nsw i64 %1062, 3
  %282 = ashr i64 %280, %281
  %283 = and i64 %282, 255
  %284 = getelementptr i64, ptr %2, i64 %1062
  %285 = load i64, ptr %284, align 8
  %286 = getelementptr i64, ptr %3, i64 %1062
  %287 = load i64, ptr %286, align 8
  br i1 %1059, label %289, label %288

288:                                              ; preds = %279
  br label %289

289:                                              ; preds = %288, %279
  %290 = phi i64 [ %287, %288 ], [ %283, %279 ]
  %291 = phi i64 [ %1067, %288 ], [ %285, %279 ]
  %292 = phi i64 [ %1069, %288 ], [ %1061, %279 ]
  %293 = phi i64 [ %283, %288 ], [ %287, %279 ]
  %294 = phi i64 [ %285, %288 ], [ %1067, %279 ]
  %295 = phi i64 [ %1061, %288 ], [ %1069, %279 ]
  %296 = and i64 %1070, %240
  %297 = icmp eq i64 %296, 0
  %298 = select i1 %297, i64 %arg.n, i64 %267
  %299 = icmp eq i64 %294, %283
  %300 = icmp samesign ugt i64 %283, 1
  %301 = select i1 %274, i1 %300, i1 false
  %302 = icmp eq i64 %291, %283
  %303 = select i1 %299, i1 true, i1 %302
  %304 = select i1 %301, i1 %303, i1 false
  br i1 %304, label %305, label %346

305:                                              ; preds = %289
  %306 = and i64 %298, -16
  %307 = select i1 %299, i64 %291, i64 %290
  %308 = select i1 %299, i64 %293, i64 %294
  %309 = icmp sgt i64 %298, 15
  br i1 %309, label %310, label %346

310:                                              ; preds = %305
  %311 = trunc i64 %282 to i8
  %312 = shl i64 %308, 1
  %313 = mul i64 %308, 3
  %314 = shl i64 %308, 2
  %315 = mul i64 %308, 5
  %316 = mul i64 %308, 6
  %317 = mul i64 %308, 7
  %318 = shl i64 %308, 3
  %319 = mul i64 %308, 9
  %320 = mul i64 %308, 10
  %321 = mul i64 %308, 11
  %322 = mul i64 %308, 12
  %323 = mul i64 %308, 13
  %324 = mul i64 %308, 14
  %325 = mul i64 %308, 15
  %326 = shl i64 %307, 1
  %327 = mul i64 %307, 3
  %328 = shl i64 %307, 2
  %329 = mul i64 %307, 5
  %330 = mul i64 %307, 6
  %331 = mul i64 %307, 7
  %332 = shl i64 %307, 3
  %333 = mul i64 %307, 9
  %334 = mul i64 %307, 10
  %335 = mul i64 %307, 11
  %336 = mul i64 %307, 12
  %337 = mul i64 %307, 13
  %338 = mul i64 %307, 14
  %339 = mul i64 %307, 15
  br label %340

340:                                              ; preds = %811, %310
  %341 = phi i64 [ %812, %811 ], [ 0, %310 ]
  %342 = mul nsw i64 %341, %290
  %343 = add nsw i64 %342, %292
  %344 = mul nsw i64 %341, %293
  %345 = add nsw i64 %344, %295
  switch i8 %311, label %811 [
    i8 2, label %382
    i8 4, label %525
    i8 8, label %668
  ]

346:                                              ; preds = %811, %305, %289
  %347 = phi i64 [ 0, %289 ], [ %306, %305 ], [ %306, %811 ]
  %348 = mul nsw i64 %347, %290
  %349 = add nsw i64 %348, %292
  %350 = mul nsw i64 %347, %293
  %351 = add nsw i64 %350, %295
  %352 = sub nsw i64 %298, %347
  %353 = icmp slt i64 %352, %271
  br i1 %353, label %354, label %355

354:                                              ; preds = %346
  br label %355

355:                                              ; preds = %354, %346
  %356 = phi i64 [ %290, %354 ], [ %291, %346 ]
  %357 = phi i64 [ %291, %354 ], [ %290, %346 ]
  %358 = phi i64 [ %293, %354 ], [ %294, %346 ]
  %359 = phi i64 [ %294, %354 ], [ %293, %346 ]
  %360 = phi i64 [ %352, %354 ], [ %271, %346 ]
  %361 = phi i64 [ %271, %354 ], [ %352, %346 ]
  %362 = icmp slt i64 %360, 1
  br i1 %362, label %981, label %363

363:                                              ; preds = %355
  %364 = call range(i64 0, 9) i64 @llvm.ctpop.i64(i64 range(i64 0, 256) %283)
  %365 = icmp eq i64 %364, 1
  %366 = call range(i64 0, 65) i64 @llvm.cttz.i64(i64 range(i64 0, 256) %283, i1 true)
  %367 = and i64 %361, -4
  %368 = icmp sgt i64 %361, 3
  %369 = icmp eq i64 %367, %361
  %370 = trunc i64 %282 to i8
  %371 = icmp eq i64 %283, 16
  br label %814

372:                                              ; preds = %814
  switch i64 %366, label %949 [
    i64 0, label %819
    i64 1, label %850
    i64 2, label %373
    i64 3, label %376
    i64 4, label %379
  ]

373:                                              ; preds = %372
  %374 = inttoptr i64 %816 to ptr
  %375 = inttoptr i64 %815 to ptr
  br label %882

376:                                              ; preds = %372
  %377 = inttoptr i64 %816 to ptr
  %378 = inttoptr i64 %815 to ptr
  br label %914

379:                                              ; preds = %372
  %380 = inttoptr i64 %816 to ptr
  %381 = inttoptr i64 %815 to ptr
  br label %946

382:                                              ; preds = %340
  %383 = inttoptr i64 %345 to ptr
  %384 = load <16 x i16>, ptr %383, align 2
  %385 = add i64 %345, %308
  %386 = inttoptr i64 %385 to ptr
  %387 = load <16 x i16>, ptr %386, align 2
  %388 = add i64 %345, %312
  %389 = inttoptr i64 %388 to ptr
  %390 = load <16 x i16>, ptr %389, align 2
  %391 = add i64 %345, %313
  %392 = inttoptr i64 %391 to ptr
  %393 = load <16 x i16>, ptr %392, align 2
  %394 = add i64 %345, %314
  %395 = inttoptr i64 %394 to ptr
  %396 = load <16 x i16>, ptr %395, align 2
  %397 = add i64 %345, %315
  %398 = inttoptr i64 %397 to ptr
  %399 = load <16 x i16>, ptr %398, align 2
  %400 = add i64 %345, %316
  %401 = inttoptr i64 %400 to ptr
  %402 = load <16 x i16>, ptr %401, align 2
  %403 = add i64 %345, %317
  %404 = inttoptr i64 %403 to ptr
  %405 = load <16 x i16>, ptr %404, align 2
  %406 = add i64 %345, %318
  %407 = inttoptr i64 %406 to ptr
  %408 = load <16 x i16>, ptr %407, align 2
  %409 = add i64 %345, %319
  %410 = inttoptr i64 %409 to ptr
  %411 = load <16 x i16>, ptr %410, align 2
  %412 = add i64 %345, %320
  %413 = inttoptr i64 %412 to ptr
  %414 = load <16 x i16>, ptr %413, align 2
  %415 = add i64 %345, %321
  %416 = inttoptr i64 %415 to ptr
  %417 = load <16 x i16>, ptr %416, align 2
  %418 = add i64 %345, %322
  %419 = inttoptr i64 %418 to ptr
  %420 = load <16 x i16>, ptr %419, align 2
  %421 = add i64 %345, %323
  %422 = inttoptr i64 %421 to ptr
  %423 = load <16 x i16>, ptr %422, align 2
  %424 = add i64 %345, %324
  %425 = inttoptr i64 %424 to ptr
  %426 = load <16 x i16>, ptr %425, align 2
  %427 = add i64 %345, %325
  %428 = inttoptr i64 %427 to ptr
  %429 = load <16 x i16>, ptr %428, align 2
  %430 = shufflevector <16 x i16> %384, <16 x i16> %408, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %431 = shufflevector <16 x i16> %384, <16 x i16> %408, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %432 = shufflevector <16 x i16> %387, <16 x i16> %411, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %433 = shufflevector <16 x i16> %387, <16 x i16> %411, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %434 = shufflevector <16 x i16> %390, <16 x i16> %414, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %435 = shufflevector <16 x i16> %390, <16 x i16> %414, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %436 = shufflevector <16 x i16> %393, <16 x i16> %417, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %437 = shufflevector <16 x i16> %393, <16 x i16> %417, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %438 = shufflevector <16 x i16> %396, <16 x i16> %420, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %439 = shufflevector <16 x i16> %396, <16 x i16> %420, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %440 = shufflevector <16 x i16> %399, <16 x i16> %423, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %441 = shufflevector <16 x i16> %399, <16 x i16> %423, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %442 = shufflevector <16 x i16> %402, <16 x i16> %426, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %443 = shufflevector <16 x i16> %402, <16 x i16> %426, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %444 = shufflevector <16 x i16> %405, <16 x i16> %429, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %445 = shufflevector <16 x i16> %405, <16 x i16> %429, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %446 = shufflevector <16 x i16> %430, <16 x i16> %438, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %447 = shufflevector <16 x i16> %430, <16 x i16> %438, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %448 = shufflevector <16 x i16> %432, <16 x i16> %440, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %449 = shufflevector <16 x i16> %432, <16 x i16> %440, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %450 = shufflevector <16 x i16> %434, <16 x i16> %442, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %451 = shufflevector <16 x i16> %434, <16 x i16> %442, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %452 = shufflevector <16 x i16> %436, <16 x i16> %444, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %453 = shufflevector <16 x i16> %436, <16 x i16> %444, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %454 = shufflevector <16 x i16> %431, <16 x i16> %439, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %455 = shufflevector <16 x i16> %431, <16 x i16> %439, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %456 = shufflevector <16 x i16> %433, <16 x i16> %441, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %457 = shufflevector <16 x i16> %433, <16 x i16> %441, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %458 = shufflevector <16 x i16> %435, <16 x i16> %443, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %459 = shufflevector <16 x i16> %435, <16 x i16> %443, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %460 = shufflevector <16 x i16> %437, <16 x i16> %445, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %461 = shufflevector <16 x i16> %437, <16 x i16> %445, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %462 = shufflevector <16 x i16> %446, <16 x i16> %450, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %463 = shufflevector <16 x i16> %446, <16 x i16> %450, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %464 = shufflevector <16 x i16> %448, <16 x i16> %452, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %465 = shufflevector <16 x i16> %448, <16 x i16> %452, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %466 = shufflevector <16 x i16> %447, <16 x i16> %451, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %467 = shufflevector <16 x i16> %447, <16 x i16> %451, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %468 = shufflevector <16 x i16> %449, <16 x i16> %453, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %469 = shufflevector <16 x i16> %449, <16 x i16> %453, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %470 = shufflevector <16 x i16> %454, <16 x i16> %458, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %471 = shufflevector <16 x i16> %454, <16 x i16> %458, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %472 = shufflevector <16 x i16> %456, <16 x i16> %460, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %473 = shufflevector <16 x i16> %456, <16 x i16> %460, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %474 = shufflevector <16 x i16> %455, <16 x i16> %459, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %475 = shufflevector <16 x i16> %455, <16 x i16> %459, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %476 = shufflevector <16 x i16> %457, <16 x i16> %461, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %477 = shufflevector <16 x i16> %457, <16 x i16> %461, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %478 = shufflevector <16 x i16> %462, <16 x i16> %464, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %479 = shufflevector <16 x i16> %462, <16 x i16> %464, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %480 = shufflevector <16 x i16> %463, <16 x i16> %465, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %481 = shufflevector <16 x i16> %463, <16 x i16> %465, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %482 = shufflevector <16 x i16> %466, <16 x i16> %468, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %483 = shufflevector <16 x i16> %466, <16 x i16> %468, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %484 = shufflevector <16 x i16> %467, <16 x i16> %469, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %485 = shufflevector <16 x i16> %467, <16 x i16> %469, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %486 = shufflevector <16 x i16> %470, <16 x i16> %472, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %487 = shufflevector <16 x i16> %470, <16 x i16> %472, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %488 = shufflevector <16 x i16> %471, <16 x i16> %473, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %489 = shufflevector <16 x i16> %471, <16 x i16> %473, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %490 = shufflevector <16 x i16> %474, <16 x i16> %476, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %491 = shufflevector <16 x i16> %474, <16 x i16> %476, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %492 = shufflevector <16 x i16> %475, <16 x i16> %477, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %493 = shufflevector <16 x i16> %475, <16 x i16> %477, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %494 = inttoptr i64 %343 to ptr
  store <16 x i16> %478, ptr %494, align 2
  %495 = add i64 %343, %307
  %496 = inttoptr i64 %495 to ptr
  store <16 x i16> %479, ptr %496, align 2
  %497 = add i64 %343, %326
  %498 = inttoptr i64 %497 to ptr
  store <16 x i16> %480, ptr %498, align 2
  %499 = add i64 %343, %327
  %500 = inttoptr i64 %499 to ptr
  store <16 x i16> %481, ptr %500, align 2
  %501 = add i64 %343, %328
  %502 = inttoptr i64 %501 to ptr
  store <16 x i16> %482, ptr %502, align 2
  %503 = add i64 %343, %329
  %504 = inttoptr i64 %503 to ptr
  store <16 x i16> %483, ptr %504, align 2
  %505 = add i64 %343, %330
  %506 = inttoptr i64 %505 to ptr
  store <16 x i16> %484, ptr %506, align 2
  %507 = add i64 %343, %331
  %508 = inttoptr i64 %507 to ptr
  store <16 x i16> %485, ptr %508, align 2
  %509 = add i64 %343, %332
  %510 = inttoptr i64 %509 to ptr
  store <16 x i16> %486, ptr %510, align 2
  %511 = add i64 %343, %333
  %512 = inttoptr i64 %511 to ptr
  store <16 x i16> %487, ptr %512, align 2
  %513 = add i64 %343, %334
  %514 = inttoptr i64 %513 to ptr
  store <16 x i16> %488, ptr %514, align 2
  %515 = add i64 %343, %335
  %516 = inttoptr i64 %515 to ptr
  store <16 x i16> %489, ptr %516, align 2
  %517 = add i64 %343, %336
  %518 = inttoptr i64 %517 to ptr
  store <16 x i16> %490, ptr %518, align 2
  %519 = add i64 %343, %337
  %520 = inttoptr i64 %519 to ptr
  store <16 x i16> %491, ptr %520, align 2
  %521 = add i64 %343, %338
  %522 = inttoptr i64 %521 to ptr
  store <16 x i16> %492, ptr %522, align 2
  %523 = add i64 %343, %339
  %524 = inttoptr i64 %523 to ptr
  store <16 x i16> %493, ptr %524, align 2
  br label %811

525:                                              ; preds = %340
  %526 = inttoptr i64 %345 to ptr
  %527 = load <16 x i32>, ptr %526, align 4
  %528 = add i64 %345, %308
  %529 = inttoptr i64 %528 to ptr
  %530 = load <16 x i32>, ptr %529, align 4
  %531 = add i64 %345, %312
  %532 = inttoptr i64 %531 to ptr
  %533 = load <16 x i32>, ptr %532, align 4
  %534 = add i64 %345, %313
  %535 = inttoptr i64 %534 to ptr
  %536 = load <16 x i32>, ptr %535, align 4
  %537 = add i64 %345, %314
  %538 = inttoptr i64 %537 to ptr
  %539 = load <16 x i32>, ptr %538, align 4
  %540 = add i64 %345, %315
  %541 = inttoptr i64 %540 to ptr
  %542 = load <16 x i32>, ptr %541, align 4
  %543 = add i64 %345, %316
  %544 = inttoptr i64 %543 to ptr
  %545 = load <16 x i32>, ptr %544, align 4
  %546 = add i64 %345, %317
  %547 = inttoptr i64 %546 to ptr
  %548 = load <16 x i32>, ptr %547, align 4
  %549 = add i64 %345, %318
  %550 = inttoptr i64 %549 to ptr
  %551 = load <16 x i32>, ptr %550, align 4
  %552 = add i64 %345, %319
  %553 = inttoptr i64 %552 to ptr
  %554 = load <16 x i32>, ptr %553, align 4
  %555 = add i64 %345, %320
  %556 = inttoptr i64 %555 to ptr
  %557 = load <16 x i32>, ptr %556, align 4
  %558 = add i64 %345, %321
  %559 = inttoptr i64 %558 to ptr
  %560 = load <16 x i32>, ptr %559, align 4
  %561 = add i64 %345, %322
  %562 = inttoptr i64 %561 to ptr
  %563 = load <16 x i32>, ptr %562, align 4
  %564 = add i64 %345, %323
  %565 = inttoptr i64 %564 to ptr
  %566 = load <16 x i32>, ptr %565, align 4
  %567 = add i64 %345, %324
  %568 = inttoptr i64 %567 to ptr
  %569 = load <16 x i32>, ptr %568, align 4
  %570 = add i64 %345, %325
  %571 = inttoptr i64 %570 to ptr
  %572 = load <16 x i32>, ptr %571, align 4
  %573 = shufflevector <16 x i32> %527, <16 x i32> %551, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %574 = shufflevector <16 x i32> %527, <16 x i32> %551, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %575 = shufflevector <16 x i32> %530, <16 x i32> %554, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %576 = shufflevector <16 x i32> %530, <16 x i32> %554, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %577 = shufflevector <16 x i32> %533, <16 x i32> %557, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %578 = shufflevector <16 x i32> %533, <16 x i32> %557, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %579 = shufflevector <16 x i32> %536, <16 x i32> %560, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %580 = shufflevector <16 x i32> %536, <16 x i32> %560, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %581 = shufflevector <16 x i32> %539, <16 x i32> %563, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %582 = shufflevector <16 x i32> %539, <16 x i32> %563, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %583 = shufflevector <16 x i32> %542, <16 x i32> %566, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %584 = shufflevector <16 x i32> %542, <16 x i32> %566, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %585 = shufflevector <16 x i32> %545, <16 x i32> %569, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %586 = shufflevector <16 x i32> %545, <16 x i32> %569, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %587 = shufflevector <16 x i32> %548, <16 x i32> %572, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %588 = shufflevector <16 x i32> %548, <16 x i32> %572, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %589 = shufflevector <16 x i32> %573, <16 x i32> %581, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %590 = shufflevector <16 x i32> %573, <16 x i32> %581, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %591 = shufflevector <16 x i32> %575, <16 x i32> %583, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %592 = shufflevector <16 x i32> %575, <16 x i32> %583, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %593 = shufflevector <16 x i32> %577, <16 x i32> %585, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %594 = shufflevector <16 x i32> %577, <16 x i32> %585, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %595 = shufflevector <16 x i32> %579, <16 x i32> %587, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %596 = shufflevector <16 x i32> %579, <16 x i32> %587, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %597 = shufflevector <16 x i32> %574, <16 x i32> %582, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %598 = shufflevector <16 x i32> %574, <16 x i32> %582, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %599 = shufflevector <16 x i32> %576, <16 x i32> %584, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %600 = shufflevector <16 x i32> %576, <16 x i32> %584, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %601 = shufflevector <16 x i32> %578, <16 x i32> %586, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %602 = shufflevector <16 x i32> %578, <16 x i32> %586, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %603 = shufflevector <16 x i32> %580, <16 x i32> %588, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %604 = shufflevector <16 x i32> %580, <16 x i32> %588, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %605 = shufflevector <16 x i32> %589, <16 x i32> %593, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %606 = shufflevector <16 x i32> %589, <16 x i32> %593, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %607 = shufflevector <16 x i32> %591, <16 x i32> %595, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %608 = shufflevector <16 x i32> %591, <16 x i32> %595, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %609 = shufflevector <16 x i32> %590, <16 x i32> %594, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %610 = shufflevector <16 x i32> %590, <16 x i32> %594, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %611 = shufflevector <16 x i32> %592, <16 x i32> %596, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %612 = shufflevector <16 x i32> %592, <16 x i32> %596, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %613 = shufflevector <16 x i32> %597, <16 x i32> %601, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %614 = shufflevector <16 x i32> %597, <16 x i32> %601, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %615 = shufflevector <16 x i32> %599, <16 x i32> %603, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %616 = shufflevector <16 x i32> %599, <16 x i32> %603, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %617 = shufflevector <16 x i32> %598, <16 x i32> %602, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %618 = shufflevector <16 x i32> %598, <16 x i32> %602, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %619 = shufflevector <16 x i32> %600, <16 x i32> %604, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %620 = shufflevector <16 x i32> %600, <16 x i32> %604, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %621 = shufflevector <16 x i32> %605, <16 x i32> %607, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %622 = shufflevector <16 x i32> %605, <16 x i32> %607, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %623 = shufflevector <16 x i32> %606, <16 x i32> %608, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %624 = shufflevector <16 x i32> %606, <16 x i32> %608, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %625 = shufflevector <16 x i32> %609, <16 x i32> %611, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %626 = shufflevector <16 x i32> %609, <16 x i32> %611, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %627 = shufflevector <16 x i32> %610, <16 x i32> %612, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %628 = shufflevector <16 x i32> %610, <16 x i32> %612, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %629 = shufflevector <16 x i32> %613, <16 x i32> %615, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %630 = shufflevector <16 x i32> %613, <16 x i32> %615, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %631 = shufflevector <16 x i32> %614, <16 x i32> %616, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %632 = shufflevector <16 x i32> %614, <16 x i32> %616, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %633 = shufflevector <16 x i32> %617, <16 x i32> %619, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %634 = shufflevector <16 x i32> %617, <16 x i32> %619, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %635 = shufflevector <16 x i32> %618, <16 x i32> %620, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %636 = shufflevector <16 x i32> %618, <16 x i32> %620, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %637 = inttoptr i64 %343 to ptr
  store <16 x i32> %621, ptr %637, align 4
  %638 = add i64 %343, %307
  %639 = inttoptr i64 %638 to ptr
  store <16 x i32> %622, ptr %639, align 4
  %640 = add i64 %343, %326
  %641 = inttoptr i64 %640 to ptr
  store <16 x i32> %623, ptr %641, align 4
  %642 = add i64 %343, %327
  %643 = inttoptr i64 %642 to ptr
  store <16 x i32> %624, ptr %643, align 4
  %644 = add i64 %343, %328
  %645 = inttoptr i64 %644 to ptr
  store <16 x i32> %625, ptr %645, align 4
  %646 = add i64 %343, %329
  %647 = inttoptr i64 %646 to ptr
  store <16 x i32> %626, ptr %647, align 4
  %648 = add i64 %343, %330
  %649 = inttoptr i64 %648 to ptr
  store <16 x i32> %627, ptr %649, align 4
  %650 = add i64 %343, %331
  %651 = inttoptr i64 %650 to ptr
  store <16 x i32> %628, ptr %651, align 4
  %652 = add i64 %343, %332
  %653 = inttoptr i64 %652 to ptr
  store <16 x i32> %629, ptr %653, align 4
  %654 = add i64 %343, %333
  %655 = inttoptr i64 %654 to ptr
  store <16 x i32> %630, ptr %655, align 4
  %656 = add i64 %343, %334
  %657 = inttoptr i64 %656 to ptr
  store <16 x i32> %631, ptr %657, align 4
  %658 = add i64 %343, %335
  %659 = inttoptr i64 %658 to ptr
  store <16 x i32> %632, ptr %659, align 4
  %660 = add i64 %343, %336
  %661 = inttoptr i64 %660 to ptr
  store <16 x i32> %633, ptr %661, align 4
  %662 = add i64 %343, %337
  %663 = inttoptr i64 %662 to ptr
  store <16 x i32> %634, ptr %663, align 4
  %664 = add i64 %343, %338
  %665 = inttoptr i64 %664 to ptr
  store <16 x i32> %635, ptr %665, align 4
  %666 = add i64 %343, %339
  %667 = inttoptr i64 %666 to ptr
  store <16 x i32> %636, ptr %667, align 4
  br label %811

668:                                              ; preds = %340
  %669 = inttoptr i64 %345 to ptr
  %670 = load <16 x i64>, ptr %669, align 8
  %671 = add i64 %345, %308
  %672 = inttoptr i64 %671 to ptr
  %673 = load <16 x i64>, ptr %672, align 8
  %674 = add i64 %345, %312
  %675 = inttoptr i64 %674 to ptr
  %676 = load <16 x i64>, ptr %675, align 8
  %677 = add i64 %345, %313
  %678 = inttoptr i64 %677 to ptr
  %679 = load <16 x i64>, ptr %678, align 8
  %680 = add i64 %345, %314
  %681 = inttoptr i64 %680 to ptr
  %682 = load <16 x i64>, ptr %681, align 8
  %683 = add i64 %345, %315
  %684 = inttoptr i64 %683 to ptr
  %685 = load <16 x i64>, ptr %684, align 8
  %686 = add i64 %345, %316
  %687 = inttoptr i64 %686 to ptr
  %688 = load <16 x i64>, ptr %687, align 8
  %689 = add i64 %345, %317
  %690 = inttoptr i64 %689 to ptr
  %691 = load <16 x i64>, ptr %690, align 8
  %692 = add i64 %345, %318
  %693 = inttoptr i64 %692 to ptr
  %694 = load <16 x i64>, ptr %693, align 8
  %695 = add i64 %345, %319
  %696 = inttoptr i64 %695 to ptr
  %697 = load <16 x i64>, ptr %696, align 8
  %698 = add i64 %345, %320
  %699 = inttoptr i64 %698 to ptr
  %700 = load <16 x i64>, ptr %699, align 8
  %701 = add i64 %345, %321
  %702 = inttoptr i64 %701 to ptr
  %703 = load <16 x i64>, ptr %702, align 8
  %704 = add i64 %345, %322
  %705 = inttoptr i64 %704 to ptr
  %706 = load <16 x i64>, ptr %705, align 8
  %707 = add i64 %345, %323
  %708 = inttoptr i64 %707 to ptr
  %709 = load <16 x i64>, ptr %708, align 8
  %710 = add i64 %345, %324
  %711 = inttoptr i64 %710 to ptr
  %712 = load <16 x i64>, ptr %711, align 8
  %713 = add i64 %345, %325
  %714 = inttoptr i64 %713 to ptr
  %715 = load <16 x i64>, ptr %714, align 8
  %716 = shufflevector <16 x i64> %670, <16 x i64> %694, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %717 = shufflevector <16 x i64> %670, <16 x i64> %694, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %718 = shufflevector <16 x i64> %673, <16 x i64> %697, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %719 = shufflevector <16 x i64> %673, <16 x i64> %697, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %720 = shufflevector <16 x i64> %676, <16 x i64> %700, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %721 = shufflevector <16 x i64> %676, <16 x i64> %700, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %722 = shufflevector <16 x i64> %679, <16 x i64> %703, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %723 = shufflevector <16 x i64> %679, <16 x i64> %703, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %724 = shufflevector <16 x i64> %682, <16 x i64> %706, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %725 = shufflevector <16 x i64> %682, <16 x i64> %706, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %726 = shufflevector <16 x i64> %685, <16 x i64> %709, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %727 = shufflevector <16 x i64> %685, <16 x i64> %709, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %728 = shufflevector <16 x i64> %688, <16 x i64> %712, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %729 = shufflevector <16 x i64> %688, <16 x i64> %712, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %730 = shufflevector <16 x i64> %691, <16 x i64> %715, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %731 = shufflevector <16 x i64> %691, <16 x i64> %715, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %732 = shufflevector <16 x i64> %716, <16 x i64> %724, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %733 = shufflevector <16 x i64> %716, <16 x i64> %724, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %734 = shufflevector <16 x i64> %718, <16 x i64> %726, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %735 = shufflevector <16 x i64> %718, <16 x i64> %726, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %736 = shufflevector <16 x i64> %720, <16 x i64> %728, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %737 = shufflevector <16 x i64> %720, <16 x i64> %728, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %738 = shufflevector <16 x i64> %722, <16 x i64> %730, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %739 = shufflevector <16 x i64> %722, <16 x i64> %730, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %740 = shufflevector <16 x i64> %717, <16 x i64> %725, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %741 = shufflevector <16 x i64> %717, <16 x i64> %725, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %742 = shufflevector <16 x i64> %719, <16 x i64> %727, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %743 = shufflevector <16 x i64> %719, <16 x i64> %727, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %744 = shufflevector <16 x i64> %721, <16 x i64> %729, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %745 = shufflevector <16 x i64> %721, <16 x i64> %729, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %746 = shufflevector <16 x i64> %723, <16 x i64> %731, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %747 = shufflevector <16 x i64> %723, <16 x i64> %731, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %748 = shufflevector <16 x i64> %732, <16 x i64> %736, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %749 = shufflevector <16 x i64> %732, <16 x i64> %736, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %750 = shufflevector <16 x i64> %734, <16 x i64> %738, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %751 = shufflevector <16 x i64> %734, <16 x i64> %738, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %752 = shufflevector <16 x i64> %733, <16 x i64> %737, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %753 = shufflevector <16 x i64> %733, <16 x i64> %737, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %754 = shufflevector <16 x i64> %735, <16 x i64> %739, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %755 = shufflevector <16 x i64> %735, <16 x i64> %739, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %756 = shufflevector <16 x i64> %740, <16 x i64> %744, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %757 = shufflevector <16 x i64> %740, <16 x i64> %744, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %758 = shufflevector <16 x i64> %742, <16 x i64> %746, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %759 = shufflevector <16 x i64> %742, <16 x i64> %746, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %760 = shufflevector <16 x i64> %741, <16 x i64> %745, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %761 = shufflevector <16 x i64> %741, <16 x i64> %745, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %762 = shufflevector <16 x i64> %743, <16 x i64> %747, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %763 = shufflevector <16 x i64> %743, <16 x i64> %747, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %764 = shufflevector <16 x i64> %748, <16 x i64> %750, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %765 = shufflevector <16 x i64> %748, <16 x i64> %750, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %766 = shufflevector <16 x i64> %749, <16 x i64> %751, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %767 = shufflevector <16 x i64> %749, <16 x i64> %751, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %768 = shufflevector <16 x i64> %752, <16 x i64> %754, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %769 = shufflevector <16 x i64> %752, <16 x i64> %754, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %770 = shufflevector <16 x i64> %753, <16 x i64> %755, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %771 = shufflevector <16 x i64> %753, <16 x i64> %755, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %772 = shufflevector <16 x i64> %756, <16 x i64> %758, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %773 = shufflevector <16 x i64> %756, <16 x i64> %758, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %774 = shufflevector <16 x i64> %757, <16 x i64> %759, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %775 = shufflevector <16 x i64> %757, <16 x i64> %759, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %776 = shufflevector <16 x i64> %760, <16 x i64> %762, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %777 = shufflevector <16 x i64> %760, <16 x i64> %762, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %778 = shufflevector <16 x i64> %761, <16 x i64> %763, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %779 = shufflevector <16 x i64> %761, <16 x i64> %763, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %780 = inttoptr i64 %343 to ptr
  store <16 x i64> %764, ptr %780, align 8
  %781 = add i64 %343, %307
  %782 = inttoptr i64 %781 to ptr
  store <16 x i64> %765, ptr %782, align 8
  %783 = add i64 %343, %326
  %784 = inttoptr i64 %783 to ptr
  store <16 x i64> %766, ptr %784, align 8
  %785 = add i64 %343, %327
  %786 = inttoptr i64 %785 to ptr
  store <16 x i64> %767, ptr %786, align 8
  %787 = add i64 %343, %328
  %788 = inttoptr i64 %787 to ptr
  store <16 x i64> %768, ptr %788, align 8
  %789 = add i64 %343, %329
  %790 = inttoptr i64 %789 to ptr
  store <16 x i64> %769, ptr %790, align 8
  %791 = add i64 %343, %330
  %792 = inttoptr i64 %791 to ptr
  store <16 x i64> %770, ptr %792, align 8
  %793 = add i64 %343, %331
  %794 = inttoptr i64 %793 to ptr
  store <16 x i64> %771, ptr %794, align 8
  %795 = add i64 %343, %332
  %796 = inttoptr i64 %795 to ptr
  store <16 x i64> %772, ptr %796, align 8
  %797 = add i64 %343, %333
  %798 = inttoptr i64 %797 to ptr
  store <16 x i64> %773, ptr %798, align 8
  %799 = add i64 %343, %334
  %800 = inttoptr i64 %799 to ptr
  store <16 x i64> %774, ptr %800, align 8
  %801 = add i64 %343, %335
  %802 = inttoptr i64 %801 to ptr
  store <16 x i64> %775, ptr %802, align 8
  %803 = add i64 %343, %336
  %804 = inttoptr i64 %803 to ptr
  store <16 x i64> %776, ptr %804, align 8
  %805 = add i64 %343, %337
  %806 = inttoptr i64 %805 to ptr
  store <16 x i64> %777, ptr %806, align 8
  %807 = add i64 %343, %338
  %808 = inttoptr i64 %807 to ptr
  store <16 x i64> %778, ptr %808, align 8
  %809 = add i64 %343, %339
  %810 = inttoptr i64 %809 to ptr
  store <16 x i64> %779, ptr %810, align 8
  br label %811

811:                                              ; preds = %668, %525, %382, %340
  %812 = add nuw nsw i64 %341, 16
  %813 = icmp slt i64 %812, %306
  br i1 %813, label %340, label %346

814:                                              ; preds = %949, %363
  %815 = phi i64 [ %349, %363 ], [ %950, %949 ]
  %816 = phi i64 [ %351, %363 ], [ %951, %949 ]
  %817 = phi i64 [ %360, %363 ], [ %818, %949 ]
  %818 = add nsw i64 %817, -1
  br i1 %365, label %372, label %949

819:                                              ; preds = %372
  %820 = inttoptr i64 %816 to ptr
  %821 = inttoptr i64 %815 to ptr
  br i1 %368, label %823, label %822

822:                                              ; preds = %823, %819
  br i1 %369, label %949, label %841

823:                                              ; preds = %819, %823
  %824 = phi i64 [ %839, %823 ], [ 0, %819 ]
  %825 = mul i64 %824, %359
  %826 = getelementptr i8, ptr %820, i64 %825
  %827 = mul i64 %824, %357
  %828 = getelementptr i8, ptr %821, i64 %827
  %829 = load i8, ptr %826, align 1
  store i8 %829, ptr %828, align 1
  %830 = getelementptr i8, ptr %826, i64 %359
  %831 = getelementptr i8, ptr %828, i64 %357
  %832 = load i8, ptr %830, align 1
  store i8 %832, ptr %831, align 1
  %833 = getelementptr i8, ptr %830, i64 %359
  %834 = getelementptr i8, ptr %831, i64 %357
  %835 = load i8, ptr %833, align 1
  store i8 %835, ptr %834, align 1
  %836 = getelementptr i8, ptr %833, i64 %359
  %837 = getelementptr i8, ptr %834, i64 %357
  %838 = load i8, ptr %836, align 1
  store i8 %838, ptr %837, align 1
  %839 = add nuw nsw i64 %824, 4
  %840 = icmp slt i64 %839, %367
  br i1 %840, label %823, label %822

841:                                              ; preds = %822, %841
  %842 = phi i64 [ %848, %841 ], [ %367, %822 ]
  %843 = mul i64 %842, %359
  %844 = getelementptr i8, ptr %820, i64 %843
  %845 = mul i64 %842, %357
  %846 = getelementptr i8, ptr %821, i64 %845
  %847 = load i8, ptr %844, align 1
  store i8 %847, ptr %846, align 1
  %848 = add nsw i64 %842, 1
  %849 = icmp slt i64 %848, %361
  br i1 %849, label %841, label %949

850:                                              ; preds = %372
  %851 = inttoptr i64 %816 to ptr
  %852 = inttoptr i64 %815 to ptr
  br i1 %368, label %854, label %853

853:                                              ; preds = %854, %850
  br i1 %369, label %881, label %872

854:                                              ; preds = %850, %854
  %855 = phi i64 [ %870, %854 ], [ 0, %850 ]
  %856 = mul i64 %855, %359
  %857 = getelementptr i8, ptr %851, i64 %856
  %858 = mul i64 %855, %357
  %859 = getelementptr i8, ptr %852, i64 %858
  %860 = load i16, ptr %857, align 2
  store i16 %860, ptr %859, align 2
  %861 = getelementptr i8, ptr %857, i64 %359
  %862 = getelementptr i8, ptr %859, i64 %357
  %863 = load i16, ptr %861, align 2
  store i16 %863, ptr %862, align 2
  %864 = getelementptr i8, ptr %861, i64 %359
  %865 = getelementptr i8, ptr %862, i64 %357
  %866 = load i16, ptr %864, align 2
  store i16 %866, ptr %865, align 2
  %867 = getelementptr i8, ptr %864, i64 %359
  %868 = getelementptr i8, ptr %865, i64 %357
  %869 = load i16, ptr %867, align 2
  store i16 %869, ptr %868, align 2
  %870 = add nuw nsw i64 %855, 4
  %871 = icmp slt i64 %870, %367
  br i1 %871, label %854, label %853

872:                                              ; preds = %853, %872
  %873 = phi i64 [ %879, %872 ], [ %367, %853 ]
  %874 = mul i64 %873, %359
  %875 = getelementptr i8, ptr %851, i64 %874
  %876 = mul i64 %873, %357
  %877 = getelementptr i8, ptr %852, i64 %876
  %878 = load i16, ptr %875, align 2
  store i16 %878, ptr %877, align 2
  %879 = add nsw i64 %873, 1
  %880 = icmp slt i64 %879, %361
  br i1 %880, label %872, label %881

881:                                              ; preds = %872, %853
  switch i8 %370, label %949 [
    i8 4, label %882
    i8 8, label %914
    i8 16, label %946
  ]

882:                                              ; preds = %881, %373
  %883 = phi ptr [ %375, %373 ], [ %852, %881 ]
  %884 = phi ptr [ %374, %373 ], [ %851, %881 ]
  br i1 %368, label %886, label %885

885:                                              ; preds = %886, %882
  br i1 %369, label %913, label %904

886:                                              ; preds = %882, %886
  %887 = phi i64 [ %902, %886 ], [ 0, %882 ]
  %888 = mul i64 %887, %359
  %889 = getelementptr i8, ptr %884, i64 %888
  %890 = mul i64 %887, %357
  %891 = getelementptr i8, ptr %883, i64 %890
  %892 = load i32, ptr %889, align 4
  store i32 %892, ptr %891, align 4
  %893 = getelementptr i8, ptr %889, i64 %359
  %894 = getelementptr i8, ptr %891, i64 %357
  %895 = load i32, ptr %893, align 4
  store i32 %895, ptr %894, align 4
  %896 = getelementptr i8, ptr %893, i64 %359
  %897 = getelementptr i8, ptr %894, i64 %357
  %898 = load i32, ptr %896, align 4
  store i32 %898, ptr %897, align 4
  %899 = getelementptr i8, ptr %896, i64 %359
  %900 = getelementptr i8, ptr %897, i64 %357
  %901 = load i32, ptr %899, align 4
  store i32 %901, ptr %900, align 4
  %902 = add nuw nsw i64 %887, 4
  %903 = icmp slt i64 %902, %367
  br i1 %903, label %886, label %885

904:                                              ; preds = %885, %904
  %905 = phi i64 [ %911, %904 ], [ %367, %885 ]
  %906 = mul i64 %905, %359
  %907 = getelementptr i8, ptr %884, i64 %906
  %908 = mul i64 %905, %357
  %909 = getelementptr i8, ptr %883, i64 %908
  %910 = load i32, ptr %907, align 4
  store i32 %910, ptr %909, align 4
  %911 = add nsw i64 %905, 1
  %912 = icmp slt i64 %911, %361
  br i1 %912, label %904, label %913

913:                                              ; preds = %904, %885
  switch i8 %370, label %949 [
    i8 8, label %914
    i8 16, label %946
  ]

914:                                              ; preds = %913, %881, %376
  %915 = phi ptr [ %378, %376 ], [ %852, %881 ], [ %883, %913 ]
  %916 = phi ptr [ %377, %376 ], [ %851, %881 ], [ %884, %913 ]
  br i1 %368, label %918, label %917

917:                                              ; preds = %918, %914
  br i1 %369, label %945, label %936

918:                                              ; preds = %914, %918
  %919 = phi i64 [ %934, %918 ], [ 0, %914 ]
  %920 = mul i64 %919, %359
  %921 = getelementptr i8, ptr %916, i64 %920
  %922 = mul i64 %919, %357
  %923 = getelementptr i8, ptr %915, i64 %922
  %924 = load i64, ptr %921, align 4
  store i64 %924, ptr %923, align 4
  %925 = getelementptr i8, ptr %921, i64 %359
  %926 = getelementptr i8, ptr %923, i64 %357
  %927 = load i64, ptr %925, align 4
  store i64 %927, ptr %926, align 4
  %928 = getelementptr i8, ptr %925, i64 %359
  %929 = getelementptr i8, ptr %926, i64 %357
  %930 = load i64, ptr %928, align 4
  store i64 %930, ptr %929, align 4
  %931 = getelementptr i8, ptr %928, i64 %359
  %932 = getelementptr i8, ptr %929, i64 %357
  %933 = load i64, ptr %931, align 4
  store i64 %933, ptr %932, align 4
  %934 = add nuw nsw i64 %919, 4
  %935 = icmp slt i64 %934, %367
  br i1 %935, label %918, label %917

936:                                              ; preds = %917, %936
  %937 = phi i64 [ %943, %936 ], [ %367, %917 ]
  %938 = mul i64 %937, %359
  %939 = getelementptr i8, ptr %916, i64 %938
  %940 = mul i64 %937, %357
  %941 = getelementptr i8, ptr %915, i64 %940
  %942 = load i64, ptr %939, align 4
  store i64 %942, ptr %941, align 4
  %943 = add nsw i64 %937, 1
  %944 = icmp slt i64 %943, %361
  br i1 %944, label %936, label %945

945:                                              ; preds = %936, %917
  br i1 %371, label %946, label %949

946:                                              ; preds = %945, %913, %881, %379
  %947 = phi ptr [ %381, %379 ], [ %852, %881 ], [ %883, %913 ], [ %915, %945 ]
  %948 = phi ptr [ %380, %379 ], [ %851, %881 ], [ %884, %913 ], [ %916, %945 ]
  br i1 %368, label %954, label %953

949:                                              ; preds = %972, %841, %953, %945, %913, %881, %822, %814, %372
  %950 = add nsw i64 %815, %356
  %951 = add nsw i64 %816, %358
  %952 = icmp samesign ugt i64 %817, 1
  br i1 %952, label %814, label %981

953:                                              ; preds = %954, %946
  br i1 %369, label %949, label %972

954:                                              ; preds = %946, %954
  %955 = phi i64 [ %970, %954 ], [ 0, %946 ]
  %956 = mul i64 %955, %359
  %957 = getelementptr i8, ptr %948, i64 %956
  %958 = mul i64 %955, %357
  %959 = getelementptr i8, ptr %947, i64 %958
  %960 = load i128, ptr %957, align 4
  store i128 %960, ptr %959, align 4
  %961 = getelementptr i8, ptr %957, i64 %359
  %962 = getelementptr i8, ptr %959, i64 %357
  %963 = load i128, ptr %961, align 4
  store i128 %963, ptr %962, align 4
  %964 = getelementptr i8, ptr %961, i64 %359
  %965 = getelementptr i8, ptr %962, i64 %357
  %966 = load i128, ptr %964, align 4
  store i128 %966, ptr %965, align 4
  %967 = getelementptr i8, ptr %964, i64 %359
  %968 = getelementptr i8, ptr %965, i64 %357
  %969 = load i128, ptr %967, align 4
  store i128 %969, ptr %968, align 4
  %970 = add nuw nsw i64 %955, 4
  %971 = icmp slt i64 %970, %367
  br i1 %971, label %954, label %953

972:                                              ; preds = %953, %972
  %973 = phi i64 [ %979, %972 ], [ %367, %953 ]
  %974 = mul i64 %973, %359
  %975 = getelementptr i8, ptr %948, i64 %974
  %976 = mul i64 %973, %357
  %977 = getelementptr i8, ptr %947, i64 %976
  %978 = load i128, ptr %975, align 4
  store i128 %978, ptr %977, align 4
  %979 = add nsw i64 %973, 1
  %980 = icmp slt i64 %979, %361
  br i1 %980, label %972, label %949

981:                                              ; preds = %949, %355, %275
  %982 = getelementptr i64, ptr %2, i64 %1062
  %983 = load i64, ptr %982, align 8
  %984 = mul nsw i64 %983, %271
  %985 = add nsw i64 %984, %1061
  br label %986

986:                                              ; preds = %1060, %981
  %987 = phi i64 [ %985, %981 ], [ %1061, %1060 ]
  %988 = phi i64 [ %1061, %981 ], [ %1069, %1060 ]
  %989 = getelementptr i64, ptr %1, i64 %1062
  store i64 %988, ptr %989, align 8
  %990 = icmp eq i64 %159, %1063
  br i1 %990, label %991, label %1060

991:                                              ; preds = %986, %1055
  %992 = icmp eq i64 %1056, 0
  br i1 %992, label %993, label %997

993:                                              ; preds = %991
  %994 = load i64, ptr %161, align 8
  %995 = inttoptr i64 %994 to ptr
  %996 = call i64 %995(ptr nonnull %1, ptr nonnull %2, i64 %271, i64 %arg.n, i64 %258, i64 %238)
  br label %997

997:                                              ; preds = %993, %991
  %998 = icmp eq i64 %1057, %239
  br i1 %998, label %999, label %1055

999:                                              ; preds = %997
  %1000 = add nsw i64 %271, %269
  %1001 = icmp slt i64 %1000, %arg.count
  br i1 %1001, label %268, label %1002

1002:                                             ; preds = %999, %257
  %1003 = icmp eq i64 %259, 0
  br i1 %1003, label %1073, label %1004

1004:                                             ; preds = %1002
  %1005 = getelementptr inbounds nuw i8, ptr %161, i64 8
  %1006 = load i64, ptr %1005, align 8
  %1007 = inttoptr i64 %1006 to ptr
  %1008 = getelementptr inbounds nuw i8, ptr %1007, i64 216
  %1009 = load i64, ptr %1008, align 8
  %1010 = inttoptr i64 %1009 to ptr
  %1011 = call i64 %1010(i64 %259)
  br label %1073

1012:                                             ; preds = %212, %171
  %1013 = phi i64 [ %159, %171 ], [ %217, %212 ]
  %1014 = phi i64 [ 0, %171 ], [ %216, %212 ]
  %1015 = phi i64 [ 0, %171 ], [ %215, %212 ]
  %1016 = phi i64 [ %158, %171 ], [ %214, %212 ]
  %1017 = phi i64 [ %165, %171 ], [ %213, %212 ]
  %1018 = phi i64 [ 0, %171 ], [ %1019, %212 ]
  %1019 = add nuw nsw i64 %1018, 1
  %1020 = getelementptr i64, ptr %arg.steps, i64 %1018
  %1021 = load i64, ptr %1020, align 8
  %1022 = getelementptr i64, ptr %2, i64 %1018
  store i64 %1021, ptr %1022, align 8
  %1023 = shl nuw i64 1, %1018
  %1024 = and i64 %1023, %173
  %1025 = icmp eq i64 %1024, 0
  br i1 %1025, label %212, label %182

1026:                                             ; preds = %1029, %225
  %1027 = phi i64 [ %1038, %1029 ], [ 1, %225 ]
  %1028 = tail call i64 @llvm.smin.i64(i64 %arg.count, i64 %1027)
  br label %237

1029:                                             ; preds = %225
  %1030 = sdiv i64 1048576, %arg.n
  %1031 = srem i64 1048576, %arg.n
  %1032 = icmp slt i64 %arg.n, 0
  %1033 = icmp ne i64 %1031, 0
  %1034 = and i1 %1032, %1033
  %1035 = sext i1 %1034 to i64
  %1036 = add nsw i64 %1030, %1035
  %1037 = tail call i64 @llvm.smax.i64(i64 range(i64 -1048577, 1048577) %1036, i64 1)
  %1038 = tail call i64 @llvm.umin.i64(i64 %1037, i64 16)
  br label %1026

1039:                                             ; preds = %1042, %235
  %1040 = phi i64 [ %1051, %1042 ], [ 1, %235 ]
  %1041 = tail call i64 @llvm.smin.i64(i64 %arg.count, i64 %1040)
  br label %237

1042:                                             ; preds = %235
  %1043 = sdiv i64 24576, %230
  %1044 = srem i64 24576, %230
  %1045 = icmp slt i64 %230, 0
  %1046 = icmp ne i64 %1044, 0
  %1047 = and i1 %1045, %1046
  %1048 = sext i1 %1047 to i64
  %1049 = add nsw i64 %1043, %1048
  %1050 = tail call i64 @llvm.smax.i64(i64 range(i64 -1048577, 1048577) %1049, i64 1)
  %1051 = tail call i64 @llvm.umin.i64(i64 %1050, i64 16)
  br label %1039

1052:                                             ; preds = %247
  %1053 = add nsw i64 %255, 63
  %1054 = and i64 %1053, -64
  br label %257

1055:                                             ; preds = %997, %268
  %1056 = phi i64 [ 0, %268 ], [ %1057, %997 ]
  %1057 = add nuw nsw i64 %1056, 1
  br i1 %166, label %991, label %1058

1058:                                             ; preds = %1055
  %1059 = icmp eq i64 %1056, 0
  br label %1060

1060:                                             ; preds = %1058, %986
  %1061 = phi i64 [ %273, %1058 ], [ %987, %986 ]
  %1062 = phi i64 [ 0, %1058 ], [ %1063, %986 ]
  %1063 = add nuw nsw i64 %1062, 1
  %1064 = getelementptr i64, ptr %arg.operands, i64 %1062
  %1065 = load i64, ptr %1064, align 8
  %1066 = getelementptr i64, ptr %arg.steps, i64 %1062
  %1067 = load i64, ptr %1066, align 8
  %1068 = mul nsw i64 %1067, %269
  %1069 = add nsw i64 %1068, %1065
  %1070 = shl nuw i64 1, %1062
  %1071 = and i64 %1070, %241
  %1072 = icmp eq i64 %1071, 0
  br i1 %1072, label %986, label %275

1073:                                             ; preds = %247, %1002, %1004
  %1074 = phi i1 [ false, %247 ], [ true, %1004 ], [ true, %1002 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  br label %1079

1075:                                             ; preds = %32, %10
  %1076 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 112
  %1077 = load i64, ptr %1076, align 8
  %1078 = icmp eq i64 %1077, 0
  br i1 %1078, label %122, label %42

1079:                                             ; preds = %1073, %121
  %1080 = phi i1 [ %1074, %1073 ], [ %54, %121 ]
  %1081 = zext i1 %1080 to i8
  store i8 %1081, ptr %retptr, align 1
  ret void
}

define noalias noundef ptr @row_driver(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca i64, align 8
  %3 = alloca [16 x i8], align 64
  %4 = alloca i8, align 1
  %5 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  store i8 0, ptr %4, align 1
  %6 = inttoptr i64 %.4 to ptr
  %7 = inttoptr i64 %.1 to ptr
  %8 = inttoptr i64 %.3 to ptr
  %9 = inttoptr i64 %.2 to ptr
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr i8, ptr %9, i64 8
  %12 = load i64, ptr %11, align 8
  %13 = icmp slt i64 %10, 1
  %14 = icmp slt i64 %12, 1
  %15 = select i1 %13, i1 true, i1 %14
  br i1 %15, label %390, label %16

16:                                               ; preds = %0
  %17 = icmp samesign ult i64 %10, 16
  %18 = icmp eq i64 %12, 1
  %19 = select i1 %17, i1 true, i1 %18
  br i1 %19, label %96, label %20

20:                                               ; preds = %16
  %21 = getelementptr inbounds nuw i8, ptr %6, i64 32
  %22 = load i64, ptr %21, align 8
  %23 = icmp slt i64 %22, 1
  br i1 %23, label %301, label %24

24:                                               ; preds = %20
  %25 = getelementptr inbounds nuw i8, ptr %6, i64 80
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds nuw i8, ptr %6, i64 88
  br label %45

28:                                               ; preds = %45
  %29 = load i64, ptr %27, align 8
  %30 = shl nsw i64 %47, 3
  %31 = ashr i64 %29, %30
  %32 = and i64 %31, 255
  %33 = getelementptr i64, ptr %8, i64 %47
  %34 = load i64, ptr %33, align 8
  %35 = icmp eq i64 %34, %32
  br i1 %35, label %36, label %96

36:                                               ; preds = %28
  %37 = getelementptr i64, ptr %8, i64 %46
  %38 = load i64, ptr %37, align 8
  %39 = icmp eq i64 %38, %32
  br i1 %39, label %96, label %40

40:                                               ; preds = %36
  %41 = add nuw nsw i64 %46, 1
  br label %42

42:                                               ; preds = %45, %40
  %43 = phi i64 [ %41, %40 ], [ %46, %45 ]
  %44 = icmp eq i64 %48, %22
  br i1 %44, label %301, label %45

45:                                               ; preds = %42, %24
  %46 = phi i64 [ %22, %24 ], [ %43, %42 ]
  %47 = phi i64 [ 0, %24 ], [ %48, %42 ]
  %48 = add nuw nsw i64 %47, 1
  %49 = shl nuw i64 1, %47
  %50 = and i64 %49, %26
  %51 = icmp eq i64 %50, 0
  br i1 %51, label %42, label %28

52:                                               ; preds = %301
  %53 = inttoptr i64 %303 to ptr
  %54 = load i64, ptr %53, align 8
  %55 = icmp eq i64 %54, 0
  br i1 %55, label %56, label %96

56:                                               ; preds = %52
  %57 = getelementptr inbounds nuw i8, ptr %53, i64 8
  %58 = load i64, ptr %57, align 8
  %59 = inttoptr i64 %58 to ptr
  %60 = getelementptr inbounds nuw i8, ptr %53, i64 64
  %61 = load i64, ptr %60, align 8
  %62 = tail call i64 @get_status() #0
  %63 = getelementptr inbounds nuw i8, ptr %59, i64 112
  %64 = load i64, ptr %63, align 8
  %65 = inttoptr i64 %64 to ptr
  %66 = tail call i64 %65() #0
  %67 = getelementptr inbounds nuw i8, ptr %59, i64 152
  %68 = load i64, ptr %67, align 8
  %69 = inttoptr i64 %68 to ptr
  %70 = tail call i64 %69() #0
  %71 = icmp eq i64 %70, 0
  br i1 %71, label %72, label %90

72:                                               ; preds = %56
  %73 = getelementptr inbounds nuw i8, ptr %59, i64 168
  %74 = load i64, ptr %73, align 8
  %75 = inttoptr i64 %74 to ptr
  %76 = tail call i64 %75(i64 %61) #0
  %77 = icmp eq i64 %76, 0
  br i1 %77, label %90, label %78

78:                                               ; preds = %72
  %79 = getelementptr inbounds nuw i8, ptr %59, i64 200
  %80 = load i64, ptr %79, align 8
  %81 = inttoptr i64 %80 to ptr
  %82 = tail call i64 %81(i64 %76) #0
  %83 = getelementptr inbounds nuw i8, ptr %59, i64 120
  %84 = load i64, ptr %83, align 8
  %85 = inttoptr i64 %84 to ptr
  %86 = tail call i64 %85(i64 %66) #0
  %87 = tail call i64 @set_status(i64 %62) #0
  %88 = load i64, ptr %53, align 8
  %89 = icmp eq i64 %88, 0
  br i1 %89, label %390, label %96

90:                                               ; preds = %72, %56
  %91 = getelementptr inbounds nuw i8, ptr %59, i64 120
  %92 = load i64, ptr %91, align 8
  %93 = inttoptr i64 %92 to ptr
  %94 = tail call i64 %93(i64 %66) #0
  %95 = tail call i64 @set_status(i64 %62) #0
  br label %390

96:                                               ; preds = %36, %28, %301, %78, %52, %16
  %97 = getelementptr inbounds nuw i8, ptr %6, i64 120
  %98 = load i64, ptr %97, align 8
  %99 = icmp eq i64 %98, 0
  br i1 %99, label %108, label %100

100:                                              ; preds = %96
  %101 = getelementptr inbounds nuw i8, ptr %6, i64 88
  %102 = load i64, ptr %101, align 8
  %103 = and i64 %102, 255
  %104 = mul nuw nsw i64 %103, %12
  %105 = icmp slt i64 %104, 1048577
  %106 = inttoptr i64 %98 to ptr
  %107 = select i1 %105, ptr %6, ptr %106
  br label %108

108:                                              ; preds = %100, %96
  %109 = phi ptr [ %6, %96 ], [ %107, %100 ]
  %110 = load i64, ptr %109, align 8
  %111 = icmp eq i64 %110, 0
  br i1 %111, label %112, label %152

112:                                              ; preds = %108
  %113 = getelementptr inbounds nuw i8, ptr %109, i64 8
  %114 = load i64, ptr %113, align 8
  %115 = inttoptr i64 %114 to ptr
  %116 = getelementptr inbounds nuw i8, ptr %109, i64 64
  %117 = load i64, ptr %116, align 8
  %118 = tail call i64 @get_status() #0
  %119 = getelementptr inbounds nuw i8, ptr %115, i64 112
  %120 = load i64, ptr %119, align 8
  %121 = inttoptr i64 %120 to ptr
  %122 = tail call i64 %121() #0
  %123 = getelementptr inbounds nuw i8, ptr %115, i64 152
  %124 = load i64, ptr %123, align 8
  %125 = inttoptr i64 %124 to ptr
  %126 = tail call i64 %125() #0
  %127 = icmp eq i64 %126, 0
  br i1 %127, label %128, label %146

128:                                              ; preds = %112
  %129 = getelementptr inbounds nuw i8, ptr %115, i64 168
  %130 = load i64, ptr %129, align 8
  %131 = inttoptr i64 %130 to ptr
  %132 = tail call i64 %131(i64 %117) #0
  %133 = icmp eq i64 %132, 0
  br i1 %133, label %146, label %134

134:                                              ; preds = %128
  %135 = getelementptr inbounds nuw i8, ptr %115, i64 200
  %136 = load i64, ptr %135, align 8
  %137 = inttoptr i64 %136 to ptr
  %138 = tail call i64 %137(i64 %132) #0
  %139 = getelementptr inbounds nuw i8, ptr %115, i64 120
  %140 = load i64, ptr %139, align 8
  %141 = inttoptr i64 %140 to ptr
  %142 = tail call i64 %141(i64 %122) #0
  %143 = tail call i64 @set_status(i64 %118) #0
  %144 = load i64, ptr %109, align 8
  %145 = icmp eq i64 %144, 0
  br i1 %145, label %390, label %152

146:                                              ; preds = %128, %112
  %147 = getelementptr inbounds nuw i8, ptr %115, i64 120
  %148 = load i64, ptr %147, align 8
  %149 = inttoptr i64 %148 to ptr
  %150 = tail call i64 %149(i64 %122) #0
  %151 = tail call i64 @set_status(i64 %118) #0
  br label %390

152:                                              ; preds = %134, %108
  %153 = mul nuw nsw i64 %12, %10
  %154 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %155 = load i64, ptr %154, align 8
  %156 = shl nsw i64 %155, 1
  %157 = icmp slt i64 %153, %156
  br i1 %157, label %317, label %158

158:                                              ; preds = %152
  %159 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %160 = load i64, ptr %159, align 8
  %161 = inttoptr i64 %160 to ptr
  %162 = getelementptr inbounds nuw i8, ptr %161, i64 8
  %163 = load i64, ptr %162, align 8
  %164 = icmp eq i64 %163, 0
  br i1 %164, label %165, label %193

165:                                              ; preds = %158
  %166 = load i64, ptr %161, align 8
  %167 = tail call i64 @get_status() #0
  %168 = getelementptr inbounds nuw i8, ptr %161, i64 112
  %169 = load i64, ptr %168, align 8
  %170 = inttoptr i64 %169 to ptr
  %171 = tail call i64 %170() #0
  %172 = getelementptr inbounds nuw i8, ptr %161, i64 152
  %173 = load i64, ptr %172, align 8
  %174 = inttoptr i64 %173 to ptr
  %175 = tail call i64 %174() #0
  %176 = icmp eq i64 %175, 0
  br i1 %176, label %177, label %305

177:                                              ; preds = %165
  %178 = getelementptr inbounds nuw i8, ptr %161, i64 168
  %179 = load i64, ptr %178, align 8
  %180 = inttoptr i64 %179 to ptr
  %181 = tail call i64 %180(i64 %166) #0
  %182 = icmp eq i64 %181, 0
  br i1 %182, label %305, label %183

183:                                              ; preds = %177
  %184 = getelementptr inbounds nuw i8, ptr %161, i64 200
  %185 = load i64, ptr %184, align 8
  %186 = inttoptr i64 %185 to ptr
  %187 = tail call i64 %186(i64 %181) #0
  %188 = getelementptr inbounds nuw i8, ptr %161, i64 120
  %189 = load i64, ptr %188, align 8
  %190 = inttoptr i64 %189 to ptr
  %191 = tail call i64 %190(i64 %171) #0
  %192 = tail call i64 @set_status(i64 %167) #0
  br label %193

193:                                              ; preds = %183, %158
  %194 = getelementptr inbounds nuw i8, ptr %161, i64 16
  %195 = load i64, ptr %194, align 8
  %196 = icmp eq i64 %195, 0
  br i1 %196, label %317, label %197

197:                                              ; preds = %193
  %198 = getelementptr inbounds nuw i8, ptr %161, i64 32
  %199 = load i64, ptr %198, align 8
  %200 = icmp eq i64 %199, 0
  br i1 %200, label %233, label %201

201:                                              ; preds = %197
  %202 = getelementptr inbounds nuw i8, ptr %161, i64 40
  %203 = load i64, ptr %202, align 8
  %204 = tail call i64 @get_status() #0
  %205 = getelementptr inbounds nuw i8, ptr %161, i64 112
  %206 = load i64, ptr %205, align 8
  %207 = inttoptr i64 %206 to ptr
  %208 = tail call i64 %207() #0
  %209 = getelementptr inbounds nuw i8, ptr %161, i64 152
  %210 = load i64, ptr %209, align 8
  %211 = inttoptr i64 %210 to ptr
  %212 = tail call i64 %211() #0
  %213 = icmp eq i64 %212, 0
  br i1 %213, label %214, label %311

214:                                              ; preds = %201
  %215 = getelementptr inbounds nuw i8, ptr %161, i64 168
  %216 = load i64, ptr %215, align 8
  %217 = inttoptr i64 %216 to ptr
  %218 = tail call i64 %217(i64 %203) #0
  %219 = icmp eq i64 %218, 0
  br i1 %219, label %311, label %220

220:                                              ; preds = %214
  %221 = getelementptr inbounds nuw i8, ptr %161, i64 200
  %222 = load i64, ptr %221, align 8
  %223 = inttoptr i64 %222 to ptr
  %224 = tail call i64 %223(i64 %218) #0
  %225 = getelementptr inbounds nuw i8, ptr %161, i64 120
  %226 = load i64, ptr %225, align 8
  %227 = inttoptr i64 %226 to ptr
  %228 = tail call i64 %227(i64 %208) #0
  %229 = tail call i64 @set_status(i64 %204) #0
  %230 = getelementptr inbounds nuw i8, ptr %161, i64 48
  %231 = load i64, ptr %230, align 8
  %232 = icmp eq i64 %231, 0
  br i1 %232, label %317, label %233

233:                                              ; preds = %220, %197
  %234 = getelementptr inbounds nuw i8, ptr %161, i64 24
  %235 = load i64, ptr %234, align 8
  %236 = inttoptr i64 %235 to ptr
  %237 = tail call i64 %236() #0
  %238 = and i64 %237, 65535
  %239 = icmp samesign ugt i64 %238, 1
  br i1 %239, label %240, label %261

240:                                              ; preds = %233
  %241 = getelementptr inbounds nuw i8, ptr %161, i64 64
  %242 = load i64, ptr %241, align 8
  %243 = icmp slt i64 %242, 0
  br i1 %243, label %244, label %261

244:                                              ; preds = %240
  %245 = load i64, ptr %159, align 8
  %246 = inttoptr i64 %245 to ptr
  %247 = getelementptr inbounds nuw i8, ptr %246, i64 56
  %248 = load i64, ptr %247, align 8
  %249 = icmp eq i64 %248, 0
  br i1 %249, label %258, label %250

250:                                              ; preds = %244
  %251 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 0, ptr %251, align 8
  %252 = inttoptr i64 %248 to ptr
  %253 = call i64 %252(ptr nonnull %3, i64 1) #0
  %254 = load i64, ptr %3, align 64
  %255 = mul nsw i64 %254, 1000000000
  %256 = load i64, ptr %251, align 8
  %257 = add nsw i64 %255, %256
  br label %258

258:                                              ; preds = %250, %244
  %259 = phi i64 [ %257, %250 ], [ 0, %244 ]
  %260 = getelementptr inbounds nuw i8, ptr %161, i64 72
  store i64 %259, ptr %260, align 8
  br label %317

261:                                              ; preds = %240, %233
  %262 = load i64, ptr %154, align 8
  %263 = icmp eq i64 %262, 0
  br i1 %263, label %317, label %264

264:                                              ; preds = %261
  %265 = sdiv i64 %153, %262
  %266 = srem i64 %153, %262
  %267 = xor i64 %266, %262
  %268 = icmp slt i64 %267, 0
  %269 = icmp ne i64 %266, 0
  %270 = and i1 %269, %268
  %271 = sext i1 %270 to i64
  %272 = add nsw i64 %265, %271
  %273 = tail call i64 @llvm.smin.i64(i64 %272, i64 %238)
  %274 = tail call i64 @llvm.smin.i64(i64 %273, i64 256)
  br label %317

275:                                              ; preds = %317
  %276 = icmp eq i64 %319, 1
  br i1 %276, label %288, label %277

277:                                              ; preds = %275
  %278 = shl nuw nsw i64 %319, 4
  %279 = icmp slt i64 %10, %278
  %280 = select i1 %279, i64 1, i64 16
  %281 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %282 = load i64, ptr %281, align 8
  %283 = inttoptr i64 %282 to ptr
  %284 = getelementptr inbounds nuw i8, ptr %283, i64 88
  %285 = load i64, ptr %284, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @run_parallel(ptr %4, ptr nonnull %6, i64 %285, i64 %.1, i64 %.2, i64 %.3, i64 %.4, i64 %10, i64 %280, i64 %319) #0
  %286 = load i8, ptr %4, align 1
  %287 = icmp eq i8 %286, 0
  br i1 %287, label %288, label %390

288:                                              ; preds = %277, %275
  %289 = call i64 @get_status() #0
  %290 = call i64 @kept_bits() #0
  %291 = and i64 %290, %289
  %292 = call i64 @default_bits() #0
  %293 = icmp eq i64 %291, %292
  br i1 %293, label %321, label %294

294:                                              ; preds = %288
  %295 = call i64 @kept_bits() #0
  %296 = xor i64 %295, -1
  %297 = and i64 %289, %296
  %298 = call i64 @default_bits() #0
  %299 = or i64 %297, %298
  %300 = call i64 @set_status(i64 %299) #0
  br label %321

301:                                              ; preds = %42, %20
  %302 = getelementptr inbounds nuw i8, ptr %6, i64 112
  %303 = load i64, ptr %302, align 8
  %304 = icmp eq i64 %303, 0
  br i1 %304, label %96, label %52

305:                                              ; preds = %177, %165
  %306 = getelementptr inbounds nuw i8, ptr %161, i64 120
  %307 = load i64, ptr %306, align 8
  %308 = inttoptr i64 %307 to ptr
  %309 = tail call i64 %308(i64 %171) #0
  %310 = tail call i64 @set_status(i64 %167) #0
  br label %317

311:                                              ; preds = %214, %201
  %312 = getelementptr inbounds nuw i8, ptr %161, i64 120
  %313 = load i64, ptr %312, align 8
  %314 = inttoptr i64 %313 to ptr
  %315 = tail call i64 %314(i64 %208) #0
  %316 = tail call i64 @set_status(i64 %204) #0
  br label %317

317:                                              ; preds = %311, %305, %264, %261, %258, %220, %193, %152
  %318 = phi i64 [ 1, %152 ], [ 1, %258 ], [ 1, %220 ], [ 0, %311 ], [ 1, %193 ], [ 0, %305 ], [ %274, %264 ], [ 0, %261 ]
  %319 = call i64 @llvm.smin.i64(i64 range(i64 1, -9223372036854775808) %10, i64 %318)
  %320 = icmp slt i64 %319, 1
  br i1 %320, label %390, label %275

321:                                              ; preds = %294, %288
  store i8 0, ptr %5, align 1
  call fastcc void @_run.56(ptr %5, ptr nonnull %6, ptr %7, ptr %8, i64 %10, i64 %12) #0
  %322 = load i8, ptr %5, align 1
  %323 = icmp eq i8 %322, 0
  %324 = call i64 @get_status() #0
  %325 = getelementptr inbounds nuw i8, ptr %6, i64 56
  %326 = load i64, ptr %325, align 8
  %327 = and i64 %326, %324
  %328 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %329 = load i64, ptr %328, align 8
  %330 = inttoptr i64 %329 to ptr
  %331 = getelementptr inbounds nuw i8, ptr %330, i64 72
  %332 = load i64, ptr %331, align 8
  %333 = icmp eq i64 %332, 0
  br i1 %333, label %349, label %334

334:                                              ; preds = %321
  %335 = getelementptr inbounds nuw i8, ptr %330, i64 64
  %336 = load i64, ptr %335, align 8
  %337 = getelementptr inbounds nuw i8, ptr %330, i64 56
  %338 = load i64, ptr %337, align 8
  %339 = icmp eq i64 %338, 0
  br i1 %339, label %381, label %340

340:                                              ; preds = %334
  %341 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %341, align 8
  %342 = inttoptr i64 %338 to ptr
  %343 = call i64 %342(ptr nonnull %1, i64 1) #0
  %344 = load i64, ptr %1, align 64
  %345 = mul nsw i64 %344, 1000000000
  %346 = load i64, ptr %341, align 8
  %347 = add nsw i64 %345, %346
  %348 = load i64, ptr %331, align 8
  br label %381

349:                                              ; preds = %381, %321
  br i1 %323, label %350, label %365

350:                                              ; preds = %349
  %351 = load i64, ptr %328, align 8
  %352 = inttoptr i64 %351 to ptr
  %353 = getelementptr inbounds nuw i8, ptr %352, i64 112
  %354 = load i64, ptr %353, align 8
  %355 = inttoptr i64 %354 to ptr
  %356 = call i64 %355() #0
  %357 = getelementptr inbounds nuw i8, ptr %352, i64 160
  %358 = load i64, ptr %357, align 8
  %359 = inttoptr i64 %358 to ptr
  %360 = call i64 %359() #0
  %361 = getelementptr inbounds nuw i8, ptr %352, i64 120
  %362 = load i64, ptr %361, align 8
  %363 = inttoptr i64 %362 to ptr
  %364 = call i64 %363(i64 %356) #0
  br label %369

365:                                              ; preds = %349
  %366 = icmp eq i64 %327, 0
  br i1 %366, label %369, label %367

367:                                              ; preds = %365
  call fastcc void @left_to_numpy(ptr %2, ptr nonnull %6, i64 %327) #0
  %368 = load i64, ptr %2, align 8
  br label %369

369:                                              ; preds = %367, %365, %350
  %370 = phi i64 [ %368, %367 ], [ 0, %365 ], [ %327, %350 ]
  %371 = call i64 @kept_bits() #0
  %372 = xor i64 %371, -1
  %373 = and i64 %324, %372
  %374 = call i64 @kept_bits() #0
  %375 = and i64 %374, %289
  %376 = or i64 %373, %370
  %377 = or i64 %376, %375
  %378 = icmp eq i64 %377, %324
  br i1 %378, label %390, label %379

379:                                              ; preds = %369
  %380 = call i64 @set_status(i64 %377) #0
  br label %390

381:                                              ; preds = %340, %334
  %382 = phi i64 [ %348, %340 ], [ %332, %334 ]
  %383 = phi i64 [ %347, %340 ], [ 0, %334 ]
  %384 = sub nsw i64 %383, %382
  %385 = sdiv i64 %384, 20
  %386 = srem i64 %384, 20
  %387 = ashr i64 %386, 63
  %388 = add i64 %385, %336
  %389 = add i64 %388, %387
  store i64 %389, ptr %335, align 8
  store i64 0, ptr %331, align 8
  br label %349

390:                                              ; preds = %0, %78, %90, %134, %146, %277, %317, %369, %379
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  ret ptr null
}

define noalias noundef ptr @row_share(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %5 = inttoptr i64 %.1 to ptr
  %6 = load i64, ptr %5, align 8
  %7 = inttoptr i64 %6 to ptr
  %8 = getelementptr inbounds nuw i8, ptr %7, i64 40
  %9 = load i64, ptr %8, align 8
  %10 = icmp slt i64 %9, 1
  br i1 %10, label %109, label %11

11:                                               ; preds = %0
  %12 = getelementptr inbounds nuw i8, ptr %7, i64 24
  %13 = load i64, ptr %12, align 8
  %14 = inttoptr i64 %13 to ptr
  %15 = getelementptr inbounds nuw i8, ptr %7, i64 16
  %16 = load i64, ptr %15, align 8
  %17 = inttoptr i64 %16 to ptr
  %18 = load i64, ptr %7, align 8
  %19 = inttoptr i64 %18 to ptr
  %20 = getelementptr inbounds nuw i8, ptr %7, i64 32
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %14, i64 32
  %23 = load i64, ptr %22, align 8
  %24 = icmp slt i64 %23, 1
  br i1 %24, label %36, label %25

25:                                               ; preds = %11, %25
  %26 = phi i64 [ %27, %25 ], [ 0, %11 ]
  %27 = add nuw nsw i64 %26, 1
  %28 = getelementptr i64, ptr %19, i64 %26
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr i64, ptr %17, i64 %26
  %31 = load i64, ptr %30, align 8
  %32 = mul nsw i64 %31, %21
  %33 = add nsw i64 %32, %29
  %34 = getelementptr i64, ptr %3, i64 %26
  store i64 %33, ptr %34, align 8
  %35 = icmp eq i64 %23, %27
  br i1 %35, label %36, label %25

36:                                               ; preds = %25, %11
  %37 = getelementptr inbounds nuw i8, ptr %14, i64 8
  %38 = load i64, ptr %37, align 8
  %39 = inttoptr i64 %38 to ptr
  %40 = getelementptr inbounds nuw i8, ptr %39, i64 56
  %41 = load i64, ptr %40, align 8
  %42 = icmp eq i64 %41, 0
  br i1 %42, label %51, label %43

43:                                               ; preds = %36
  %44 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %44, align 8
  %45 = inttoptr i64 %41 to ptr
  %46 = call i64 %45(ptr nonnull %2, i64 1) #0
  %47 = load i64, ptr %2, align 64
  %48 = mul nsw i64 %47, 1000000000
  %49 = load i64, ptr %44, align 8
  %50 = add nsw i64 %48, %49
  br label %51

51:                                               ; preds = %43, %36
  %52 = phi i64 [ %50, %43 ], [ 0, %36 ]
  %53 = call i64 @get_status() #0
  %54 = call i64 @kept_bits() #0
  %55 = and i64 %54, %53
  %56 = call i64 @default_bits() #0
  %57 = icmp eq i64 %55, %56
  br i1 %57, label %65, label %58

58:                                               ; preds = %51
  %59 = call i64 @kept_bits() #0
  %60 = xor i64 %59, -1
  %61 = and i64 %53, %60
  %62 = call i64 @default_bits() #0
  %63 = or i64 %61, %62
  %64 = call i64 @set_status(i64 %63) #0
  br label %65

65:                                               ; preds = %58, %51
  %66 = load i64, ptr %8, align 8
  %67 = getelementptr inbounds nuw i8, ptr %7, i64 8
  %68 = load i64, ptr %67, align 8
  %69 = inttoptr i64 %68 to ptr
  %70 = getelementptr i8, ptr %69, i64 8
  %71 = load i64, ptr %70, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @_run.56(ptr %4, ptr nonnull %14, ptr nonnull %3, ptr %17, i64 %66, i64 %71) #0
  %72 = load i8, ptr %4, align 1
  %73 = icmp eq i8 %72, 0
  %74 = call i64 @get_status() #0
  br i1 %73, label %79, label %75

75:                                               ; preds = %65
  %76 = getelementptr inbounds nuw i8, ptr %14, i64 56
  %77 = load i64, ptr %76, align 8
  %78 = and i64 %77, %74
  br label %79

79:                                               ; preds = %75, %65
  %80 = phi i64 [ %78, %75 ], [ 4294967296, %65 ]
  %81 = getelementptr inbounds nuw i8, ptr %7, i64 48
  store i64 %80, ptr %81, align 8
  %82 = call i64 @kept_bits() #0
  %83 = xor i64 %82, -1
  %84 = and i64 %74, %83
  %85 = call i64 @kept_bits() #0
  %86 = and i64 %85, %53
  %87 = or i64 %86, %84
  %88 = icmp eq i64 %87, %74
  br i1 %88, label %91, label %89

89:                                               ; preds = %79
  %90 = call i64 @set_status(i64 %87) #0
  br label %91

91:                                               ; preds = %89, %79
  %92 = load i64, ptr %37, align 8
  %93 = inttoptr i64 %92 to ptr
  %94 = getelementptr inbounds nuw i8, ptr %93, i64 56
  %95 = load i64, ptr %94, align 8
  %96 = icmp eq i64 %95, 0
  br i1 %96, label %105, label %97

97:                                               ; preds = %91
  %98 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %98, align 8
  %99 = inttoptr i64 %95 to ptr
  %100 = call i64 %99(ptr nonnull %1, i64 1) #0
  %101 = load i64, ptr %1, align 64
  %102 = mul nsw i64 %101, 1000000000
  %103 = load i64, ptr %98, align 8
  %104 = add nsw i64 %102, %103
  br label %105

105:                                              ; preds = %97, %91
  %106 = phi i64 [ %104, %97 ], [ 0, %91 ]
  %107 = sub nsw i64 %106, %52
  %108 = getelementptr inbounds nuw i8, ptr %7, i64 56
  store i64 %107, ptr %108, align 8
  br label %109

109:                                              ; preds = %0, %105
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  ret ptr null
}

define internal fastcc void @_run.57(ptr noalias nonnull writeonly captures(none) %retptr, ptr readonly captures(none) %arg.loop, ptr nonnull readonly captures(none) %arg.base, ptr nonnull %arg.outer, ptr nonnull readonly captures(none) %arg.core, i64 %arg.n, i64 %arg.start, i64 %arg.end) unnamed_addr {
  %1 = alloca [512 x i8], align 64
  %2 = alloca [512 x i8], align 64
  %3 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 24
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 40
  %6 = load i64, ptr %5, align 8
  %7 = sub nsw i64 %4, %6
  %8 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 32
  %9 = load i64, ptr %8, align 8
  %10 = icmp sgt i64 %9, 0
  br i1 %10, label %11, label %20

11:                                               ; preds = %0
  %12 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  br label %25

13:                                               ; preds = %25
  %14 = getelementptr i64, ptr %arg.core, i64 %26
  %15 = load i64, ptr %14, align 8
  %16 = load i64, ptr %12, align 8
  %17 = icmp eq i64 %15, %16
  br i1 %17, label %18, label %79

18:                                               ; preds = %25, %13
  %19 = icmp eq i64 %27, %9
  br i1 %19, label %20, label %25

20:                                               ; preds = %18, %0
  %21 = icmp slt i64 %arg.n, 8
  br i1 %21, label %22, label %31

22:                                               ; preds = %20
  %23 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  %24 = load i64, ptr %23, align 8
  br label %79

25:                                               ; preds = %11, %18
  %26 = phi i64 [ 0, %11 ], [ %27, %18 ]
  %27 = add nuw nsw i64 %26, 1
  %28 = icmp sle i64 %7, %26
  %29 = icmp slt i64 %26, %4
  %30 = and i1 %28, %29
  br i1 %30, label %18, label %13

31:                                               ; preds = %20
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %32 = icmp slt i64 %arg.start, %arg.end
  br i1 %32, label %33, label %78

33:                                               ; preds = %31, %56
  %34 = phi i64 [ %61, %56 ], [ %arg.start, %31 ]
  %35 = sdiv i64 %34, %arg.n
  %36 = srem i64 %34, %arg.n
  %37 = ashr i64 %36, 63
  %38 = add nsw i64 %37, %35
  %39 = mul nsw i64 %38, %arg.n
  %40 = sub nsw i64 %34, %39
  %41 = sub nsw i64 %arg.end, %34
  %42 = sdiv i64 %41, %arg.n
  %43 = srem i64 %41, %arg.n
  %44 = ashr i64 %43, 63
  %45 = add nsw i64 %44, %42
  %46 = icmp ne i64 %34, %39
  %47 = icmp eq i64 %45, 0
  %48 = select i1 %46, i1 true, i1 %47
  %49 = sub nsw i64 %arg.n, %40
  %50 = call i64 @llvm.smin.i64(i64 %41, i64 %49)
  %51 = select i1 %48, i64 %40, i64 0
  %52 = select i1 %48, i64 %50, i64 %arg.n
  %53 = select i1 %48, i64 1, i64 %45
  %54 = load i64, ptr %8, align 8
  %55 = icmp slt i64 %54, 1
  br i1 %55, label %56, label %63

56:                                               ; preds = %63, %33
  %57 = load i64, ptr %arg.loop, align 8
  %58 = inttoptr i64 %57 to ptr
  %59 = call i64 %58(ptr nonnull %2, ptr nonnull %arg.outer, i64 %53, i64 %52)
  %60 = mul nsw i64 %53, %52
  %61 = add nsw i64 %60, %34
  %62 = icmp slt i64 %61, %arg.end
  br i1 %62, label %33, label %78

63:                                               ; preds = %33, %63
  %64 = phi i64 [ %65, %63 ], [ 0, %33 ]
  %65 = add nuw nsw i64 %64, 1
  %66 = getelementptr i64, ptr %arg.base, i64 %64
  %67 = load i64, ptr %66, align 8
  %68 = getelementptr i64, ptr %arg.outer, i64 %64
  %69 = load i64, ptr %68, align 8
  %70 = mul nsw i64 %69, %38
  %71 = add nsw i64 %70, %67
  %72 = getelementptr i64, ptr %arg.core, i64 %64
  %73 = load i64, ptr %72, align 8
  %74 = mul nsw i64 %73, %51
  %75 = add nsw i64 %71, %74
  %76 = getelementptr i64, ptr %2, i64 %64
  store i64 %75, ptr %76, align 8
  %77 = icmp eq i64 %54, %65
  br i1 %77, label %56, label %63

78:                                               ; preds = %56, %31
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  br label %1019

79:                                               ; preds = %13, %22
  %80 = phi i64 [ %24, %22 ], [ %16, %13 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  %81 = mul nsw i64 %9, 3072
  %82 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %83 = load i64, ptr %82, align 8
  %84 = inttoptr i64 %83 to ptr
  %85 = getelementptr inbounds nuw i8, ptr %84, i64 208
  %86 = load i64, ptr %85, align 8
  %87 = or disjoint i64 %81, 64
  %88 = inttoptr i64 %86 to ptr
  %89 = tail call i64 %88(i64 %87)
  %90 = icmp ne i64 %89, 0
  br i1 %90, label %91, label %1017

91:                                               ; preds = %79
  %92 = add nsw i64 %89, 63
  %93 = and i64 %92, -64
  %94 = add nsw i64 %7, -2
  %95 = getelementptr i64, ptr %arg.core, i64 %94
  %96 = load i64, ptr %95, align 8
  %97 = shl nsw i64 %80, 1
  %98 = icmp eq i64 %96, %97
  br i1 %98, label %549, label %562

99:                                               ; preds = %563
  %100 = getelementptr i64, ptr %arg.core, i64 %4
  %101 = load i64, ptr %100, align 8
  %102 = icmp eq i64 %101, %97
  br i1 %102, label %103, label %115

103:                                              ; preds = %99
  %104 = add nsw i64 %4, 1
  %105 = getelementptr i64, ptr %arg.core, i64 %104
  %106 = load i64, ptr %105, align 8
  %107 = icmp eq i64 %106, %97
  br i1 %107, label %108, label %115

108:                                              ; preds = %103
  %109 = getelementptr i64, ptr %arg.base, i64 %104
  %110 = load i64, ptr %109, align 8
  %111 = getelementptr i64, ptr %arg.base, i64 %4
  %112 = load i64, ptr %111, align 8
  %113 = add nsw i64 %112, %80
  %114 = icmp eq i64 %110, %113
  br i1 %114, label %116, label %115

115:                                              ; preds = %563, %108, %103, %99
  br label %116

116:                                              ; preds = %115, %108
  %117 = phi i64 [ -2, %115 ], [ %4, %108 ]
  %118 = icmp eq i64 %80, 0
  br i1 %118, label %567, label %581

119:                                              ; preds = %570, %537
  %120 = phi i64 [ %538, %537 ], [ %arg.start, %570 ]
  br i1 %571, label %617, label %589

121:                                              ; preds = %592
  %122 = sub nsw i64 %arg.n, %602
  %123 = sub nsw i64 %arg.end, %120
  %124 = call i64 @llvm.smin.i64(i64 %123, i64 %122)
  %125 = call i64 @llvm.smin.i64(i64 %568, i64 %124)
  %126 = icmp sgt i64 %125, 15
  %127 = and i64 %125, 9223372036854775792
  %128 = select i1 %126, i64 %127, i64 %125
  br label %129

129:                                              ; preds = %617, %121
  %130 = phi i64 [ %619, %617 ], [ %602, %121 ]
  %131 = phi i64 [ %620, %617 ], [ %600, %121 ]
  %132 = phi i64 [ %622, %617 ], [ 1, %121 ]
  %133 = phi i64 [ %arg.n, %617 ], [ %128, %121 ]
  %134 = mul nsw i64 %133, %132
  %135 = add nsw i64 %134, 15
  %136 = and i64 %135, -16
  br i1 %10, label %137, label %140

137:                                              ; preds = %129
  %138 = icmp eq i64 %134, %136
  %139 = icmp eq i64 %132, 1
  br label %632

140:                                              ; preds = %185, %129
  %141 = phi i64 [ 0, %129 ], [ %186, %185 ]
  %142 = mul nsw i64 %133, %80
  %143 = icmp slt i64 %132, 1
  %144 = and i64 %133, -4
  %145 = icmp sgt i64 %133, 3
  %146 = icmp eq i64 %144, %133
  %147 = icmp sgt i64 %132, 0
  %148 = and i64 %133, -16
  %149 = icmp sgt i64 %133, 15
  %150 = icmp eq i64 %148, %133
  %151 = add nsw i64 %134, -1
  %152 = mul nsw i64 %151, %80
  %153 = sub nsw i64 %136, %134
  %154 = and i64 %153, -4
  %155 = icmp sgt i64 %153, 3
  %156 = icmp eq i64 %154, %153
  %157 = and i64 %142, -64
  %158 = call range(i64 0, 65) i64 @llvm.ctpop.i64(i64 %142)
  %159 = icmp eq i64 %158, 1
  %160 = call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %142, i1 true)
  %161 = icmp sgt i64 %142, 63
  %162 = and i64 %142, 32
  %163 = icmp eq i64 %162, 0
  %164 = and i64 %142, 16
  %165 = icmp eq i64 %164, 0
  %166 = and i64 %142, -32
  %167 = and i64 %142, 8
  %168 = icmp eq i64 %167, 0
  %169 = and i64 %142, -16
  %170 = and i64 %142, 4
  %171 = icmp eq i64 %170, 0
  %172 = and i64 %142, -8
  %173 = and i64 %142, 2
  %174 = icmp eq i64 %173, 0
  %175 = and i64 %142, -4
  br label %188

176:                                              ; preds = %632
  %177 = icmp sle i64 %7, %634
  %178 = icmp slt i64 %634, %4
  %179 = and i1 %177, %178
  br i1 %179, label %185, label %180

180:                                              ; preds = %176
  %181 = mul nuw nsw i64 %634, 3072
  %182 = add nsw i64 %181, %93
  store i64 %182, ptr %646, align 8
  %183 = shl nuw i64 1, %634
  %184 = or i64 %183, %633
  br label %185

185:                                              ; preds = %632, %180, %176
  %186 = phi i64 [ %633, %632 ], [ %633, %176 ], [ %184, %180 ]
  %187 = icmp eq i64 %9, %635
  br i1 %187, label %140, label %632

188:                                              ; preds = %536, %140
  %189 = phi i1 [ true, %140 ], [ false, %536 ]
  %190 = phi i1 [ false, %140 ], [ true, %536 ]
  %191 = phi i64 [ 0, %140 ], [ 1, %536 ]
  br i1 %10, label %652, label %531

192:                                              ; preds = %652
  %193 = icmp sge i64 %653, %4
  %194 = zext i1 %193 to i64
  %195 = icmp eq i64 %191, %194
  br i1 %195, label %196, label %547

196:                                              ; preds = %192
  %197 = getelementptr i64, ptr %arg.outer, i64 %653
  %198 = load i64, ptr %197, align 8
  %199 = getelementptr i64, ptr %arg.core, i64 %653
  %200 = load i64, ptr %199, align 8
  %201 = getelementptr i64, ptr %arg.base, i64 %653
  %202 = load i64, ptr %201, align 8
  %203 = mul nsw i64 %198, %131
  %204 = add nsw i64 %202, %203
  %205 = mul nsw i64 %200, %130
  %206 = add nsw i64 %204, %205
  %207 = mul nuw nsw i64 %653, 3072
  %208 = add nsw i64 %207, %93
  %209 = icmp eq i64 %653, %564
  br i1 %209, label %210, label %211

210:                                              ; preds = %196
  br i1 %143, label %517, label %658

211:                                              ; preds = %196
  %212 = icmp eq i64 %653, %117
  br i1 %212, label %213, label %214

213:                                              ; preds = %211
  br i1 %143, label %517, label %773

214:                                              ; preds = %211
  %215 = icmp eq i64 %653, %572
  %216 = icmp eq i64 %653, %573
  %217 = select i1 %215, i1 true, i1 %216
  br i1 %217, label %517, label %218

218:                                              ; preds = %214
  br i1 %189, label %220, label %219

219:                                              ; preds = %218
  br label %220

220:                                              ; preds = %219, %218
  %221 = phi i64 [ %200, %219 ], [ %80, %218 ]
  %222 = phi i64 [ %198, %219 ], [ %142, %218 ]
  %223 = phi i64 [ %206, %219 ], [ %208, %218 ]
  %224 = phi i64 [ %80, %219 ], [ %200, %218 ]
  %225 = phi i64 [ %142, %219 ], [ %198, %218 ]
  %226 = phi i64 [ %208, %219 ], [ %206, %218 ]
  %227 = icmp eq i64 %224, %80
  %228 = icmp eq i64 %221, %80
  %229 = select i1 %227, i1 %228, i1 false
  br i1 %229, label %230, label %236

230:                                              ; preds = %220
  br i1 %159, label %231, label %247

231:                                              ; preds = %230
  switch i64 %160, label %247 [
    i64 4, label %235
    i64 5, label %234
    i64 6, label %233
    i64 7, label %232
  ]

232:                                              ; preds = %231
  br i1 %147, label %281, label %517

233:                                              ; preds = %231
  br i1 %147, label %270, label %517

234:                                              ; preds = %231
  br i1 %147, label %259, label %517

235:                                              ; preds = %231
  br i1 %147, label %248, label %517

236:                                              ; preds = %220
  br i1 %143, label %517, label %350

237:                                              ; preds = %350
  switch i64 %576, label %487 [
    i64 0, label %357
    i64 1, label %388
    i64 2, label %238
    i64 3, label %241
    i64 4, label %244
  ]

238:                                              ; preds = %237
  %239 = inttoptr i64 %356 to ptr
  %240 = inttoptr i64 %354 to ptr
  br label %420

241:                                              ; preds = %237
  %242 = inttoptr i64 %356 to ptr
  %243 = inttoptr i64 %354 to ptr
  br label %452

244:                                              ; preds = %237
  %245 = inttoptr i64 %356 to ptr
  %246 = inttoptr i64 %354 to ptr
  br label %484

247:                                              ; preds = %231, %230
  br i1 %147, label %297, label %517

248:                                              ; preds = %235, %248
  %249 = phi i64 [ %257, %248 ], [ 0, %235 ]
  %250 = mul i64 %249, %225
  %251 = add i64 %250, %226
  %252 = mul i64 %249, %222
  %253 = add i64 %252, %223
  %254 = inttoptr i64 %251 to ptr
  %255 = load <4 x i32>, ptr %254, align 1
  %256 = inttoptr i64 %253 to ptr
  store <4 x i32> %255, ptr %256, align 1
  %257 = add nuw nsw i64 %249, 1
  %258 = icmp eq i64 %257, %132
  br i1 %258, label %517, label %248

259:                                              ; preds = %234, %259
  %260 = phi i64 [ %268, %259 ], [ 0, %234 ]
  %261 = mul i64 %260, %225
  %262 = add i64 %261, %226
  %263 = mul i64 %260, %222
  %264 = add i64 %263, %223
  %265 = inttoptr i64 %262 to ptr
  %266 = load <8 x i32>, ptr %265, align 1
  %267 = inttoptr i64 %264 to ptr
  store <8 x i32> %266, ptr %267, align 1
  %268 = add nuw nsw i64 %260, 1
  %269 = icmp eq i64 %268, %132
  br i1 %269, label %517, label %259

270:                                              ; preds = %233, %270
  %271 = phi i64 [ %279, %270 ], [ 0, %233 ]
  %272 = mul i64 %271, %225
  %273 = add i64 %272, %226
  %274 = mul i64 %271, %222
  %275 = add i64 %274, %223
  %276 = inttoptr i64 %273 to ptr
  %277 = load <16 x i32>, ptr %276, align 1
  %278 = inttoptr i64 %275 to ptr
  store <16 x i32> %277, ptr %278, align 1
  %279 = add nuw nsw i64 %271, 1
  %280 = icmp eq i64 %279, %132
  br i1 %280, label %517, label %270

281:                                              ; preds = %232, %281
  %282 = phi i64 [ %295, %281 ], [ 0, %232 ]
  %283 = mul i64 %282, %225
  %284 = add i64 %283, %226
  %285 = mul i64 %282, %222
  %286 = add i64 %285, %223
  %287 = inttoptr i64 %284 to ptr
  %288 = load <16 x i32>, ptr %287, align 1
  %289 = inttoptr i64 %286 to ptr
  store <16 x i32> %288, ptr %289, align 1
  %290 = add i64 %284, 64
  %291 = inttoptr i64 %290 to ptr
  %292 = load <16 x i32>, ptr %291, align 1
  %293 = add i64 %286, 64
  %294 = inttoptr i64 %293 to ptr
  store <16 x i32> %292, ptr %294, align 1
  %295 = add nuw nsw i64 %282, 1
  %296 = icmp eq i64 %295, %132
  br i1 %296, label %517, label %281

297:                                              ; preds = %247, %347
  %298 = phi i64 [ %348, %347 ], [ 0, %247 ]
  %299 = mul i64 %298, %225
  %300 = add i64 %299, %226
  %301 = mul i64 %298, %222
  %302 = add i64 %301, %223
  br i1 %161, label %303, label %312

303:                                              ; preds = %297, %303
  %304 = phi i64 [ %310, %303 ], [ 0, %297 ]
  %305 = add i64 %304, %300
  %306 = inttoptr i64 %305 to ptr
  %307 = load <16 x i32>, ptr %306, align 1
  %308 = add i64 %304, %302
  %309 = inttoptr i64 %308 to ptr
  store <16 x i32> %307, ptr %309, align 1
  %310 = add nuw nsw i64 %304, 64
  %311 = icmp slt i64 %310, %157
  br i1 %311, label %303, label %312

312:                                              ; preds = %303, %297
  br i1 %163, label %319, label %313

313:                                              ; preds = %312
  %314 = add i64 %300, %157
  %315 = inttoptr i64 %314 to ptr
  %316 = load i256, ptr %315, align 1
  %317 = add i64 %302, %157
  %318 = inttoptr i64 %317 to ptr
  store i256 %316, ptr %318, align 1
  br label %319

319:                                              ; preds = %313, %312
  br i1 %165, label %326, label %320

320:                                              ; preds = %319
  %321 = add i64 %300, %166
  %322 = inttoptr i64 %321 to ptr
  %323 = load i128, ptr %322, align 1
  %324 = add i64 %302, %166
  %325 = inttoptr i64 %324 to ptr
  store i128 %323, ptr %325, align 1
  br label %326

326:                                              ; preds = %320, %319
  br i1 %168, label %333, label %327

327:                                              ; preds = %326
  %328 = add i64 %300, %169
  %329 = inttoptr i64 %328 to ptr
  %330 = load i64, ptr %329, align 1
  %331 = add i64 %302, %169
  %332 = inttoptr i64 %331 to ptr
  store i64 %330, ptr %332, align 1
  br label %333

333:                                              ; preds = %327, %326
  br i1 %171, label %340, label %334

334:                                              ; preds = %333
  %335 = add i64 %300, %172
  %336 = inttoptr i64 %335 to ptr
  %337 = load i32, ptr %336, align 1
  %338 = add i64 %302, %172
  %339 = inttoptr i64 %338 to ptr
  store i32 %337, ptr %339, align 1
  br label %340

340:                                              ; preds = %334, %333
  br i1 %174, label %347, label %341

341:                                              ; preds = %340
  %342 = add i64 %300, %175
  %343 = inttoptr i64 %342 to ptr
  %344 = load i16, ptr %343, align 1
  %345 = add i64 %302, %175
  %346 = inttoptr i64 %345 to ptr
  store i16 %344, ptr %346, align 1
  br label %347

347:                                              ; preds = %341, %340
  %348 = add nuw nsw i64 %298, 1
  %349 = icmp eq i64 %348, %132
  br i1 %349, label %517, label %297

350:                                              ; preds = %236, %487
  %351 = phi i64 [ %352, %487 ], [ 0, %236 ]
  %352 = add nuw nsw i64 %351, 1
  %353 = mul nsw i64 %351, %222
  %354 = add nsw i64 %353, %223
  %355 = mul nsw i64 %351, %225
  %356 = add nsw i64 %355, %226
  br i1 %575, label %237, label %487

357:                                              ; preds = %237
  %358 = inttoptr i64 %356 to ptr
  %359 = inttoptr i64 %354 to ptr
  br i1 %145, label %361, label %360

360:                                              ; preds = %361, %357
  br i1 %146, label %487, label %379

361:                                              ; preds = %357, %361
  %362 = phi i64 [ %377, %361 ], [ 0, %357 ]
  %363 = mul i64 %362, %224
  %364 = getelementptr i8, ptr %358, i64 %363
  %365 = mul i64 %362, %221
  %366 = getelementptr i8, ptr %359, i64 %365
  %367 = load i8, ptr %364, align 1
  store i8 %367, ptr %366, align 1
  %368 = getelementptr i8, ptr %364, i64 %224
  %369 = getelementptr i8, ptr %366, i64 %221
  %370 = load i8, ptr %368, align 1
  store i8 %370, ptr %369, align 1
  %371 = getelementptr i8, ptr %368, i64 %224
  %372 = getelementptr i8, ptr %369, i64 %221
  %373 = load i8, ptr %371, align 1
  store i8 %373, ptr %372, align 1
  %374 = getelementptr i8, ptr %371, i64 %224
  %375 = getelementptr i8, ptr %372, i64 %221
  %376 = load i8, ptr %374, align 1
  store i8 %376, ptr %375, align 1
  %377 = add nuw nsw i64 %362, 4
  %378 = icmp slt i64 %377, %144
  br i1 %378, label %361, label %360

379:                                              ; preds = %360, %379
  %380 = phi i64 [ %386, %379 ], [ %144, %360 ]
  %381 = mul i64 %380, %224
  %382 = getelementptr i8, ptr %358, i64 %381
  %383 = mul i64 %380, %221
  %384 = getelementptr i8, ptr %359, i64 %383
  %385 = load i8, ptr %382, align 1
  store i8 %385, ptr %384, align 1
  %386 = add nsw i64 %380, 1
  %387 = icmp slt i64 %386, %133
  br i1 %387, label %379, label %487

388:                                              ; preds = %237
  %389 = inttoptr i64 %356 to ptr
  %390 = inttoptr i64 %354 to ptr
  br i1 %145, label %392, label %391

391:                                              ; preds = %392, %388
  br i1 %146, label %419, label %410

392:                                              ; preds = %388, %392
  %393 = phi i64 [ %408, %392 ], [ 0, %388 ]
  %394 = mul i64 %393, %224
  %395 = getelementptr i8, ptr %389, i64 %394
  %396 = mul i64 %393, %221
  %397 = getelementptr i8, ptr %390, i64 %396
  %398 = load i16, ptr %395, align 2
  store i16 %398, ptr %397, align 2
  %399 = getelementptr i8, ptr %395, i64 %224
  %400 = getelementptr i8, ptr %397, i64 %221
  %401 = load i16, ptr %399, align 2
  store i16 %401, ptr %400, align 2
  %402 = getelementptr i8, ptr %399, i64 %224
  %403 = getelementptr i8, ptr %400, i64 %221
  %404 = load i16, ptr %402, align 2
  store i16 %404, ptr %403, align 2
  %405 = getelementptr i8, ptr %402, i64 %224
  %406 = getelementptr i8, ptr %403, i64 %221
  %407 = load i16, ptr %405, align 2
  store i16 %407, ptr %406, align 2
  %408 = add nuw nsw i64 %393, 4
  %409 = icmp slt i64 %408, %144
  br i1 %409, label %392, label %391

410:                                              ; preds = %391, %410
  %411 = phi i64 [ %417, %410 ], [ %144, %391 ]
  %412 = mul i64 %411, %224
  %413 = getelementptr i8, ptr %389, i64 %412
  %414 = mul i64 %411, %221
  %415 = getelementptr i8, ptr %390, i64 %414
  %416 = load i16, ptr %413, align 2
  store i16 %416, ptr %415, align 2
  %417 = add nsw i64 %411, 1
  %418 = icmp slt i64 %417, %133
  br i1 %418, label %410, label %419

419:                                              ; preds = %410, %391
  switch i64 %80, label %487 [
    i64 4, label %420
    i64 8, label %452
    i64 16, label %484
  ]

420:                                              ; preds = %419, %238
  %421 = phi ptr [ %240, %238 ], [ %390, %419 ]
  %422 = phi ptr [ %239, %238 ], [ %389, %419 ]
  br i1 %145, label %424, label %423

423:                                              ; preds = %424, %420
  br i1 %146, label %451, label %442

424:                                              ; preds = %420, %424
  %425 = phi i64 [ %440, %424 ], [ 0, %420 ]
  %426 = mul i64 %425, %224
  %427 = getelementptr i8, ptr %422, i64 %426
  %428 = mul i64 %425, %221
  %429 = getelementptr i8, ptr %421, i64 %428
  %430 = load i32, ptr %427, align 4
  store i32 %430, ptr %429, align 4
  %431 = getelementptr i8, ptr %427, i64 %224
  %432 = getelementptr i8, ptr %429, i64 %221
  %433 = load i32, ptr %431, align 4
  store i32 %433, ptr %432, align 4
  %434 = getelementptr i8, ptr %431, i64 %224
  %435 = getelementptr i8, ptr %432, i64 %221
  %436 = load i32, ptr %434, align 4
  store i32 %436, ptr %435, align 4
  %437 = getelementptr i8, ptr %434, i64 %224
  %438 = getelementptr i8, ptr %435, i64 %221
  %439 = load i32, ptr %437, align 4
  store i32 %439, ptr %438, align 4
  %440 = add nuw nsw i64 %425, 4
  %441 = icmp slt i64 %440, %144
  br i1 %441, label %424, label %423

442:                                              ; preds = %423, %442
  %443 = phi i64 [ %449, %442 ], [ %144, %423 ]
  %444 = mul i64 %443, %224
  %445 = getelementptr i8, ptr %422, i64 %444
  %446 = mul i64 %443, %221
  %447 = getelementptr i8, ptr %421, i64 %446
  %448 = load i32, ptr %445, align 4
  store i32 %448, ptr %447, align 4
  %449 = add nsw i64 %443, 1
  %450 = icmp slt i64 %449, %133
  br i1 %450, label %442, label %451

451:                                              ; preds = %442, %423
  switch i64 %80, label %487 [
    i64 8, label %452
    i64 16, label %484
  ]

452:                                              ; preds = %451, %419, %241
  %453 = phi ptr [ %243, %241 ], [ %390, %419 ], [ %421, %451 ]
  %454 = phi ptr [ %242, %241 ], [ %389, %419 ], [ %422, %451 ]
  br i1 %145, label %456, label %455

455:                                              ; preds = %456, %452
  br i1 %146, label %483, label %474

456:                                              ; preds = %452, %456
  %457 = phi i64 [ %472, %456 ], [ 0, %452 ]
  %458 = mul i64 %457, %224
  %459 = getelementptr i8, ptr %454, i64 %458
  %460 = mul i64 %457, %221
  %461 = getelementptr i8, ptr %453, i64 %460
  %462 = load i64, ptr %459, align 4
  store i64 %462, ptr %461, align 4
  %463 = getelementptr i8, ptr %459, i64 %224
  %464 = getelementptr i8, ptr %461, i64 %221
  %465 = load i64, ptr %463, align 4
  store i64 %465, ptr %464, align 4
  %466 = getelementptr i8, ptr %463, i64 %224
  %467 = getelementptr i8, ptr %464, i64 %221
  %468 = load i64, ptr %466, align 4
  store i64 %468, ptr %467, align 4
  %469 = getelementptr i8, ptr %466, i64 %224
  %470 = getelementptr i8, ptr %467, i64 %221
  %471 = load i64, ptr %469, align 4
  store i64 %471, ptr %470, align 4
  %472 = add nuw nsw i64 %457, 4
  %473 = icmp slt i64 %472, %144
  br i1 %473, label %456, label %455

474:                                              ; preds = %455, %474
  %475 = phi i64 [ %481, %474 ], [ %144, %455 ]
  %476 = mul i64 %475, %224
  %477 = getelementptr i8, ptr %454, i64 %476
  %478 = mul i64 %475, %221
  %479 = getelementptr i8, ptr %453, i64 %478
  %480 = load i64, ptr %477, align 4
  store i64 %480, ptr %479, align 4
  %481 = add nsw i64 %475, 1
  %482 = icmp slt i64 %481, %133
  br i1 %482, label %474, label %483

483:                                              ; preds = %474, %455
  br i1 %577, label %484, label %487

484:                                              ; preds = %483, %451, %419, %244
  %485 = phi ptr [ %246, %244 ], [ %390, %419 ], [ %421, %451 ], [ %453, %483 ]
  %486 = phi ptr [ %245, %244 ], [ %389, %419 ], [ %422, %451 ], [ %454, %483 ]
  br i1 %145, label %490, label %489

487:                                              ; preds = %508, %379, %489, %483, %451, %419, %360, %350, %237
  %488 = icmp eq i64 %352, %132
  br i1 %488, label %517, label %350

489:                                              ; preds = %490, %484
  br i1 %146, label %487, label %508

490:                                              ; preds = %484, %490
  %491 = phi i64 [ %506, %490 ], [ 0, %484 ]
  %492 = mul i64 %491, %224
  %493 = getelementptr i8, ptr %486, i64 %492
  %494 = mul i64 %491, %221
  %495 = getelementptr i8, ptr %485, i64 %494
  %496 = load i128, ptr %493, align 4
  store i128 %496, ptr %495, align 4
  %497 = getelementptr i8, ptr %493, i64 %224
  %498 = getelementptr i8, ptr %495, i64 %221
  %499 = load i128, ptr %497, align 4
  store i128 %499, ptr %498, align 4
  %500 = getelementptr i8, ptr %497, i64 %224
  %501 = getelementptr i8, ptr %498, i64 %221
  %502 = load i128, ptr %500, align 4
  store i128 %502, ptr %501, align 4
  %503 = getelementptr i8, ptr %500, i64 %224
  %504 = getelementptr i8, ptr %501, i64 %221
  %505 = load i128, ptr %503, align 4
  store i128 %505, ptr %504, align 4
  %506 = add nuw nsw i64 %491, 4
  %507 = icmp slt i64 %506, %144
  br i1 %507, label %490, label %489

508:                                              ; preds = %489, %508
  %509 = phi i64 [ %515, %508 ], [ %144, %489 ]
  %510 = mul i64 %509, %224
  %511 = getelementptr i8, ptr %486, i64 %510
  %512 = mul i64 %509, %221
  %513 = getelementptr i8, ptr %485, i64 %512
  %514 = load i128, ptr %511, align 4
  store i128 %514, ptr %513, align 4
  %515 = add nsw i64 %509, 1
  %516 = icmp slt i64 %515, %133
  br i1 %516, label %508, label %487

517:                                              ; preds = %487, %281, %270, %259, %248, %347, %852, %737, %247, %236, %235, %234, %233, %232, %214, %213, %210
  br i1 %189, label %518, label %547

518:                                              ; preds = %517
  %519 = add nsw i64 %208, %152
  %520 = add nsw i64 %519, %80
  br i1 %575, label %521, label %547

521:                                              ; preds = %518
  switch i64 %576, label %547 [
    i64 0, label %888
    i64 1, label %914
    i64 2, label %522
    i64 3, label %525
    i64 4, label %528
  ]

522:                                              ; preds = %521
  %523 = inttoptr i64 %519 to ptr
  %524 = inttoptr i64 %520 to ptr
  br label %941

525:                                              ; preds = %521
  %526 = inttoptr i64 %519 to ptr
  %527 = inttoptr i64 %520 to ptr
  br label %968

528:                                              ; preds = %521
  %529 = inttoptr i64 %519 to ptr
  %530 = inttoptr i64 %520 to ptr
  br label %993

531:                                              ; preds = %547, %188
  br i1 %189, label %532, label %536

532:                                              ; preds = %531
  %533 = load i64, ptr %arg.loop, align 8
  %534 = inttoptr i64 %533 to ptr
  %535 = call i64 %534(ptr nonnull %1, ptr nonnull %arg.outer, i64 1, i64 %136)
  br label %536

536:                                              ; preds = %532, %531
  br i1 %190, label %537, label %188

537:                                              ; preds = %536
  %538 = add nsw i64 %134, %120
  %539 = icmp slt i64 %538, %arg.end
  br i1 %539, label %119, label %540

540:                                              ; preds = %537, %567
  %541 = load i64, ptr %82, align 8
  %542 = inttoptr i64 %541 to ptr
  %543 = getelementptr inbounds nuw i8, ptr %542, i64 216
  %544 = load i64, ptr %543, align 8
  %545 = inttoptr i64 %544 to ptr
  %546 = call i64 %545(i64 %89)
  br label %1017

547:                                              ; preds = %1010, %908, %996, %992, %967, %940, %893, %652, %521, %518, %517, %192
  %548 = icmp eq i64 %9, %654
  br i1 %548, label %531, label %652

549:                                              ; preds = %91
  %550 = add nsw i64 %7, -1
  %551 = getelementptr i64, ptr %arg.core, i64 %550
  %552 = load i64, ptr %551, align 8
  %553 = icmp eq i64 %552, %96
  br i1 %553, label %554, label %562

554:                                              ; preds = %549
  %555 = getelementptr i64, ptr %arg.base, i64 %550
  %556 = load i64, ptr %555, align 8
  %557 = getelementptr i64, ptr %arg.base, i64 %94
  %558 = load i64, ptr %557, align 8
  %559 = add nsw i64 %558, %80
  %560 = icmp ne i64 %556, %559
  %561 = freeze i1 %560
  br i1 %561, label %562, label %563

562:                                              ; preds = %554, %549, %91
  br label %563

563:                                              ; preds = %562, %554
  %564 = phi i64 [ -2, %562 ], [ %94, %554 ]
  %565 = sub nsw i64 %9, %4
  %566 = icmp slt i64 %565, 2
  br i1 %566, label %115, label %99

567:                                              ; preds = %581, %116
  %568 = phi i64 [ %588, %581 ], [ 0, %116 ]
  %569 = icmp slt i64 %arg.start, %arg.end
  br i1 %569, label %570, label %540

570:                                              ; preds = %567
  %571 = icmp eq i64 %arg.n, 0
  %572 = add nsw i64 %564, 1
  %573 = add nsw i64 %117, 1
  %574 = tail call range(i64 0, 65) i64 @llvm.ctpop.i64(i64 %80)
  %575 = icmp eq i64 %574, 1
  %576 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %80, i1 true)
  %577 = icmp eq i64 %80, 16
  %578 = icmp ne i64 %arg.n, -1
  %579 = icmp slt i64 %arg.n, 97
  %580 = mul nsw i64 %80, %arg.n
  br label %119

581:                                              ; preds = %116
  %582 = sdiv i64 3072, %80
  %583 = srem i64 3072, %80
  %584 = icmp slt i64 %80, 0
  %585 = icmp ne i64 %583, 0
  %586 = and i1 %584, %585
  %587 = sext i1 %586 to i64
  %588 = add nsw i64 %582, %587
  br label %567

589:                                              ; preds = %119
  %590 = icmp ne i64 %120, -9223372036854775808
  %591 = or i1 %578, %590
  br i1 %591, label %592, label %603

592:                                              ; preds = %589
  %593 = sdiv i64 %120, %arg.n
  %594 = srem i64 %120, %arg.n
  %595 = xor i64 %594, %arg.n
  %596 = icmp slt i64 %595, 0
  %597 = icmp ne i64 %594, 0
  %598 = and i1 %597, %596
  %599 = sext i1 %598 to i64
  %600 = add i64 %593, %599
  %601 = mul nsw i64 %600, %arg.n
  %602 = sub nsw i64 %120, %601
  br i1 %579, label %603, label %121

603:                                              ; preds = %592, %589
  %604 = phi i64 [ %602, %592 ], [ -9223372036854775808, %589 ]
  %605 = phi i64 [ %600, %592 ], [ 0, %589 ]
  %606 = sdiv i64 %568, %arg.n
  %607 = srem i64 %568, %arg.n
  %608 = xor i64 %607, %arg.n
  %609 = icmp slt i64 %608, 0
  %610 = icmp ne i64 %607, 0
  %611 = and i1 %610, %609
  %612 = sext i1 %611 to i64
  %613 = add nsw i64 %606, %612
  %614 = sub nsw i64 %arg.end, %120
  %615 = icmp ne i64 %614, -9223372036854775808
  %616 = or i1 %578, %615
  br i1 %616, label %623, label %617

617:                                              ; preds = %623, %603, %119
  %618 = phi i64 [ %613, %603 ], [ %613, %623 ], [ 0, %119 ]
  %619 = phi i64 [ %604, %603 ], [ %604, %623 ], [ %120, %119 ]
  %620 = phi i64 [ %605, %603 ], [ %605, %623 ], [ 0, %119 ]
  %621 = phi i64 [ 0, %603 ], [ %631, %623 ], [ 0, %119 ]
  %622 = call i64 @llvm.smin.i64(i64 %621, i64 %618)
  br label %129

623:                                              ; preds = %603
  %624 = sdiv i64 %614, %arg.n
  %625 = srem i64 %614, %arg.n
  %626 = xor i64 %625, %arg.n
  %627 = icmp slt i64 %626, 0
  %628 = icmp ne i64 %625, 0
  %629 = and i1 %628, %627
  %630 = sext i1 %629 to i64
  %631 = add i64 %624, %630
  br label %617

632:                                              ; preds = %185, %137
  %633 = phi i64 [ 0, %137 ], [ %186, %185 ]
  %634 = phi i64 [ 0, %137 ], [ %635, %185 ]
  %635 = add nuw nsw i64 %634, 1
  %636 = getelementptr i64, ptr %arg.outer, i64 %634
  %637 = load i64, ptr %636, align 8
  %638 = getelementptr i64, ptr %arg.core, i64 %634
  %639 = load i64, ptr %638, align 8
  %640 = getelementptr i64, ptr %arg.base, i64 %634
  %641 = load i64, ptr %640, align 8
  %642 = mul nsw i64 %637, %131
  %643 = add nsw i64 %641, %642
  %644 = mul nsw i64 %639, %130
  %645 = add nsw i64 %643, %644
  %646 = getelementptr i64, ptr %1, i64 %634
  store i64 %645, ptr %646, align 8
  %647 = icmp eq i64 %639, %80
  %648 = select i1 %647, i1 %138, i1 false
  %649 = icmp eq i64 %637, %580
  %650 = select i1 %139, i1 true, i1 %649
  %651 = select i1 %648, i1 %650, i1 false
  br i1 %651, label %185, label %176

652:                                              ; preds = %188, %547
  %653 = phi i64 [ %654, %547 ], [ 0, %188 ]
  %654 = add nuw nsw i64 %653, 1
  %655 = shl nuw i64 1, %653
  %656 = and i64 %655, %141
  %657 = icmp eq i64 %656, 0
  br i1 %657, label %547, label %192

658:                                              ; preds = %210, %737
  %659 = phi i64 [ %660, %737 ], [ 0, %210 ]
  %660 = add nuw nsw i64 %659, 1
  %661 = mul nsw i64 %659, %142
  %662 = add nsw i64 %661, %208
  %663 = add nsw i64 %662, 3072
  %664 = mul nsw i64 %659, %198
  %665 = add nsw i64 %664, %206
  switch i64 %80, label %737 [
    i64 2, label %666
    i64 4, label %701
    i64 8, label %736
  ]

666:                                              ; preds = %658
  br i1 %149, label %670, label %667

667:                                              ; preds = %670, %666
  br i1 %150, label %737, label %668

668:                                              ; preds = %667
  %669 = add i64 %665, 2
  br label %685

670:                                              ; preds = %666, %670
  %671 = phi i64 [ %683, %670 ], [ 0, %666 ]
  %672 = shl i64 %671, 2
  %673 = add i64 %672, %665
  %674 = inttoptr i64 %673 to ptr
  %675 = load <32 x i16>, ptr %674, align 1
  %676 = shufflevector <32 x i16> %675, <32 x i16> poison, <16 x i32> <i32 0, i32 2, i32 4, i32 6, i32 8, i32 10, i32 12, i32 14, i32 16, i32 18, i32 20, i32 22, i32 24, i32 26, i32 28, i32 30>
  %677 = shl nuw i64 %671, 1
  %678 = add i64 %677, %662
  %679 = inttoptr i64 %678 to ptr
  store <16 x i16> %676, ptr %679, align 1
  %680 = shufflevector <32 x i16> %675, <32 x i16> poison, <16 x i32> <i32 1, i32 3, i32 5, i32 7, i32 9, i32 11, i32 13, i32 15, i32 17, i32 19, i32 21, i32 23, i32 25, i32 27, i32 29, i32 31>
  %681 = add i64 %677, %663
  %682 = inttoptr i64 %681 to ptr
  store <16 x i16> %680, ptr %682, align 1
  %683 = add nuw nsw i64 %671, 16
  %684 = icmp slt i64 %683, %148
  br i1 %684, label %670, label %667

685:                                              ; preds = %685, %668
  %686 = phi i64 [ %148, %668 ], [ %699, %685 ]
  %687 = shl i64 %686, 2
  %688 = add i64 %687, %665
  %689 = inttoptr i64 %688 to ptr
  %690 = load i16, ptr %689, align 1
  %691 = shl i64 %686, 1
  %692 = add i64 %691, %662
  %693 = inttoptr i64 %692 to ptr
  store i16 %690, ptr %693, align 1
  %694 = add i64 %669, %687
  %695 = inttoptr i64 %694 to ptr
  %696 = load i16, ptr %695, align 1
  %697 = add i64 %691, %663
  %698 = inttoptr i64 %697 to ptr
  store i16 %696, ptr %698, align 1
  %699 = add nsw i64 %686, 1
  %700 = icmp slt i64 %699, %133
  br i1 %700, label %685, label %737

701:                                              ; preds = %658
  br i1 %149, label %705, label %702

702:                                              ; preds = %705, %701
  br i1 %150, label %737, label %703

703:                                              ; preds = %702
  %704 = add i64 %665, 4
  br label %720

705:                                              ; preds = %701, %705
  %706 = phi i64 [ %718, %705 ], [ 0, %701 ]
  %707 = shl i64 %706, 3
  %708 = add i64 %707, %665
  %709 = inttoptr i64 %708 to ptr
  %710 = load <32 x i32>, ptr %709, align 1
  %711 = shufflevector <32 x i32> %710, <32 x i32> poison, <16 x i32> <i32 0, i32 2, i32 4, i32 6, i32 8, i32 10, i32 12, i32 14, i32 16, i32 18, i32 20, i32 22, i32 24, i32 26, i32 28, i32 30>
  %712 = shl i64 %706, 2
  %713 = add i64 %712, %662
  %714 = inttoptr i64 %713 to ptr
  store <16 x i32> %711, ptr %714, align 1
  %715 = shufflevector <32 x i32> %710, <32 x i32> poison, <16 x i32> <i32 1, i32 3, i32 5, i32 7, i32 9, i32 11, i32 13, i32 15, i32 17, i32 19, i32 21, i32 23, i32 25, i32 27, i32 29, i32 31>
  %716 = add i64 %712, %663
  %717 = inttoptr i64 %716 to ptr
  store <16 x i32> %715, ptr %717, align 1
  %718 = add nuw nsw i64 %706, 16
  %719 = icmp slt i64 %718, %148
  br i1 %719, label %705, label %702

720:                                              ; preds = %720, %703
  %721 = phi i64 [ %148, %703 ], [ %734, %720 ]
  %722 = shl i64 %721, 3
  %723 = add i64 %722, %665
  %724 = inttoptr i64 %723 to ptr
  %725 = load i32, ptr %724, align 1
  %726 = shl i64 %721, 2
  %727 = add i64 %726, %662
  %728 = inttoptr i64 %727 to ptr
  store i32 %725, ptr %728, align 1
  %729 = add i64 %704, %722
  %730 = inttoptr i64 %729 to ptr
  %731 = load i32, ptr %730, align 1
  %732 = add i64 %726, %663
  %733 = inttoptr i64 %732 to ptr
  store i32 %731, ptr %733, align 1
  %734 = add nsw i64 %721, 1
  %735 = icmp slt i64 %734, %133
  br i1 %735, label %720, label %737

736:                                              ; preds = %658
  br i1 %149, label %742, label %739

737:                                              ; preds = %757, %720, %685, %739, %702, %667, %658
  %738 = icmp eq i64 %132, %660
  br i1 %738, label %517, label %658

739:                                              ; preds = %742, %736
  br i1 %150, label %737, label %740

740:                                              ; preds = %739
  %741 = add i64 %665, 8
  br label %757

742:                                              ; preds = %736, %742
  %743 = phi i64 [ %755, %742 ], [ 0, %736 ]
  %744 = shl i64 %743, 4
  %745 = add i64 %744, %665
  %746 = inttoptr i64 %745 to ptr
  %747 = load <32 x i64>, ptr %746, align 1
  %748 = shufflevector <32 x i64> %747, <32 x i64> poison, <16 x i32> <i32 0, i32 2, i32 4, i32 6, i32 8, i32 10, i32 12, i32 14, i32 16, i32 18, i32 20, i32 22, i32 24, i32 26, i32 28, i32 30>
  %749 = shl i64 %743, 3
  %750 = add i64 %749, %662
  %751 = inttoptr i64 %750 to ptr
  store <16 x i64> %748, ptr %751, align 1
  %752 = shufflevector <32 x i64> %747, <32 x i64> poison, <16 x i32> <i32 1, i32 3, i32 5, i32 7, i32 9, i32 11, i32 13, i32 15, i32 17, i32 19, i32 21, i32 23, i32 25, i32 27, i32 29, i32 31>
  %753 = add i64 %749, %663
  %754 = inttoptr i64 %753 to ptr
  store <16 x i64> %752, ptr %754, align 1
  %755 = add nuw nsw i64 %743, 16
  %756 = icmp slt i64 %755, %148
  br i1 %756, label %742, label %739

757:                                              ; preds = %757, %740
  %758 = phi i64 [ %148, %740 ], [ %771, %757 ]
  %759 = shl i64 %758, 4
  %760 = add i64 %759, %665
  %761 = inttoptr i64 %760 to ptr
  %762 = load i64, ptr %761, align 1
  %763 = shl i64 %758, 3
  %764 = add i64 %763, %662
  %765 = inttoptr i64 %764 to ptr
  store i64 %762, ptr %765, align 1
  %766 = add i64 %741, %759
  %767 = inttoptr i64 %766 to ptr
  %768 = load i64, ptr %767, align 1
  %769 = add i64 %763, %663
  %770 = inttoptr i64 %769 to ptr
  store i64 %768, ptr %770, align 1
  %771 = add nsw i64 %758, 1
  %772 = icmp slt i64 %771, %133
  br i1 %772, label %757, label %737

773:                                              ; preds = %213, %852
  %774 = phi i64 [ %775, %852 ], [ 0, %213 ]
  %775 = add nuw nsw i64 %774, 1
  %776 = mul nsw i64 %774, %142
  %777 = add nsw i64 %776, %208
  %778 = mul nsw i64 %774, %198
  %779 = add nsw i64 %778, %206
  %780 = add nsw i64 %777, 3072
  switch i64 %80, label %852 [
    i64 2, label %781
    i64 4, label %816
    i64 8, label %851
  ]

781:                                              ; preds = %773
  br i1 %149, label %785, label %782

782:                                              ; preds = %785, %781
  br i1 %150, label %852, label %783

783:                                              ; preds = %782
  %784 = add i64 %779, 2
  br label %800

785:                                              ; preds = %781, %785
  %786 = phi i64 [ %798, %785 ], [ 0, %781 ]
  %787 = shl nuw i64 %786, 1
  %788 = add i64 %787, %777
  %789 = add i64 %787, %780
  %790 = inttoptr i64 %788 to ptr
  %791 = load <16 x i16>, ptr %790, align 1
  %792 = inttoptr i64 %789 to ptr
  %793 = load <16 x i16>, ptr %792, align 1
  %794 = shufflevector <16 x i16> %791, <16 x i16> %793, <32 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23, i32 8, i32 24, i32 9, i32 25, i32 10, i32 26, i32 11, i32 27, i32 12, i32 28, i32 13, i32 29, i32 14, i32 30, i32 15, i32 31>
  %795 = shl i64 %786, 2
  %796 = add i64 %795, %779
  %797 = inttoptr i64 %796 to ptr
  store <32 x i16> %794, ptr %797, align 1
  %798 = add nuw nsw i64 %786, 16
  %799 = icmp slt i64 %798, %148
  br i1 %799, label %785, label %782

800:                                              ; preds = %800, %783
  %801 = phi i64 [ %148, %783 ], [ %814, %800 ]
  %802 = shl i64 %801, 1
  %803 = add i64 %802, %777
  %804 = shl i64 %801, 2
  %805 = add i64 %804, %779
  %806 = inttoptr i64 %803 to ptr
  %807 = load i16, ptr %806, align 1
  %808 = inttoptr i64 %805 to ptr
  store i16 %807, ptr %808, align 1
  %809 = add i64 %802, %780
  %810 = add i64 %784, %804
  %811 = inttoptr i64 %809 to ptr
  %812 = load i16, ptr %811, align 1
  %813 = inttoptr i64 %810 to ptr
  store i16 %812, ptr %813, align 1
  %814 = add nsw i64 %801, 1
  %815 = icmp slt i64 %814, %133
  br i1 %815, label %800, label %852

816:                                              ; preds = %773
  br i1 %149, label %820, label %817

817:                                              ; preds = %820, %816
  br i1 %150, label %852, label %818

818:                                              ; preds = %817
  %819 = add i64 %779, 4
  br label %835

820:                                              ; preds = %816, %820
  %821 = phi i64 [ %833, %820 ], [ 0, %816 ]
  %822 = shl i64 %821, 2
  %823 = add i64 %822, %777
  %824 = add i64 %822, %780
  %825 = inttoptr i64 %823 to ptr
  %826 = load <16 x i32>, ptr %825, align 1
  %827 = inttoptr i64 %824 to ptr
  %828 = load <16 x i32>, ptr %827, align 1
  %829 = shufflevector <16 x i32> %826, <16 x i32> %828, <32 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23, i32 8, i32 24, i32 9, i32 25, i32 10, i32 26, i32 11, i32 27, i32 12, i32 28, i32 13, i32 29, i32 14, i32 30, i32 15, i32 31>
  %830 = shl i64 %821, 3
  %831 = add i64 %830, %779
  %832 = inttoptr i64 %831 to ptr
  store <32 x i32> %829, ptr %832, align 1
  %833 = add nuw nsw i64 %821, 16
  %834 = icmp slt i64 %833, %148
  br i1 %834, label %820, label %817

835:                                              ; preds = %835, %818
  %836 = phi i64 [ %148, %818 ], [ %849, %835 ]
  %837 = shl i64 %836, 2
  %838 = add i64 %837, %777
  %839 = shl i64 %836, 3
  %840 = add i64 %839, %779
  %841 = inttoptr i64 %838 to ptr
  %842 = load i32, ptr %841, align 1
  %843 = inttoptr i64 %840 to ptr
  store i32 %842, ptr %843, align 1
  %844 = add i64 %837, %780
  %845 = add i64 %819, %839
  %846 = inttoptr i64 %844 to ptr
  %847 = load i32, ptr %846, align 1
  %848 = inttoptr i64 %845 to ptr
  store i32 %847, ptr %848, align 1
  %849 = add nsw i64 %836, 1
  %850 = icmp slt i64 %849, %133
  br i1 %850, label %835, label %852

851:                                              ; preds = %773
  br i1 %149, label %857, label %854

852:                                              ; preds = %872, %835, %800, %854, %817, %782, %773
  %853 = icmp eq i64 %132, %775
  br i1 %853, label %517, label %773

854:                                              ; preds = %857, %851
  br i1 %150, label %852, label %855

855:                                              ; preds = %854
  %856 = add i64 %779, 8
  br label %872

857:                                              ; preds = %851, %857
  %858 = phi i64 [ %870, %857 ], [ 0, %851 ]
  %859 = shl i64 %858, 3
  %860 = add i64 %859, %777
  %861 = add i64 %859, %780
  %862 = inttoptr i64 %860 to ptr
  %863 = load <16 x i64>, ptr %862, align 1
  %864 = inttoptr i64 %861 to ptr
  %865 = load <16 x i64>, ptr %864, align 1
  %866 = shufflevector <16 x i64> %863, <16 x i64> %865, <32 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23, i32 8, i32 24, i32 9, i32 25, i32 10, i32 26, i32 11, i32 27, i32 12, i32 28, i32 13, i32 29, i32 14, i32 30, i32 15, i32 31>
  %867 = shl i64 %858, 4
  %868 = add i64 %867, %779
  %869 = inttoptr i64 %868 to ptr
  store <32 x i64> %866, ptr %869, align 1
  %870 = add nuw nsw i64 %858, 16
  %871 = icmp slt i64 %870, %148
  br i1 %871, label %857, label %854

872:                                              ; preds = %872, %855
  %873 = phi i64 [ %148, %855 ], [ %886, %872 ]
  %874 = shl i64 %873, 3
  %875 = add i64 %874, %777
  %876 = shl i64 %873, 4
  %877 = add i64 %876, %779
  %878 = inttoptr i64 %875 to ptr
  %879 = load i64, ptr %878, align 1
  %880 = inttoptr i64 %877 to ptr
  store i64 %879, ptr %880, align 1
  %881 = add i64 %874, %780
  %882 = add i64 %856, %876
  %883 = inttoptr i64 %881 to ptr
  %884 = load i64, ptr %883, align 1
  %885 = inttoptr i64 %882 to ptr
  store i64 %884, ptr %885, align 1
  %886 = add nsw i64 %873, 1
  %887 = icmp slt i64 %886, %133
  br i1 %887, label %872, label %852

888:                                              ; preds = %521
  %889 = inttoptr i64 %519 to ptr
  %890 = inttoptr i64 %520 to ptr
  br i1 %155, label %891, label %893

891:                                              ; preds = %888
  %892 = load i8, ptr %889, align 1
  br label %896

893:                                              ; preds = %896, %888
  br i1 %156, label %547, label %894

894:                                              ; preds = %893
  %895 = load i8, ptr %889, align 1
  br label %908

896:                                              ; preds = %896, %891
  %897 = phi i8 [ %905, %896 ], [ %892, %891 ]
  %898 = phi i64 [ %906, %896 ], [ 0, %891 ]
  %899 = mul i64 %898, %80
  %900 = getelementptr i8, ptr %890, i64 %899
  store i8 %897, ptr %900, align 1
  %901 = getelementptr i8, ptr %900, i64 %80
  %902 = load i8, ptr %889, align 1
  store i8 %902, ptr %901, align 1
  %903 = getelementptr i8, ptr %901, i64 %80
  store i8 %902, ptr %903, align 1
  %904 = getelementptr i8, ptr %903, i64 %80
  %905 = load i8, ptr %889, align 1
  store i8 %905, ptr %904, align 1
  %906 = add nuw nsw i64 %898, 4
  %907 = icmp slt i64 %906, %154
  br i1 %907, label %896, label %893

908:                                              ; preds = %908, %894
  %909 = phi i64 [ %912, %908 ], [ %154, %894 ]
  %910 = mul i64 %909, %80
  %911 = getelementptr i8, ptr %890, i64 %910
  store i8 %895, ptr %911, align 1
  %912 = add nsw i64 %909, 1
  %913 = icmp slt i64 %912, %153
  br i1 %913, label %908, label %547

914:                                              ; preds = %521
  %915 = inttoptr i64 %519 to ptr
  %916 = inttoptr i64 %520 to ptr
  br i1 %155, label %917, label %919

917:                                              ; preds = %914
  %918 = load i16, ptr %915, align 2
  br label %922

919:                                              ; preds = %922, %914
  br i1 %156, label %940, label %920

920:                                              ; preds = %919
  %921 = load i16, ptr %915, align 2
  br label %934

922:                                              ; preds = %922, %917
  %923 = phi i16 [ %931, %922 ], [ %918, %917 ]
  %924 = phi i64 [ %932, %922 ], [ 0, %917 ]
  %925 = mul i64 %924, %80
  %926 = getelementptr i8, ptr %916, i64 %925
  store i16 %923, ptr %926, align 2
  %927 = getelementptr i8, ptr %926, i64 %80
  %928 = load i16, ptr %915, align 2
  store i16 %928, ptr %927, align 2
  %929 = getelementptr i8, ptr %927, i64 %80
  store i16 %928, ptr %929, align 2
  %930 = getelementptr i8, ptr %929, i64 %80
  %931 = load i16, ptr %915, align 2
  store i16 %931, ptr %930, align 2
  %932 = add nuw nsw i64 %924, 4
  %933 = icmp slt i64 %932, %154
  br i1 %933, label %922, label %919

934:                                              ; preds = %934, %920
  %935 = phi i64 [ %938, %934 ], [ %154, %920 ]
  %936 = mul i64 %935, %80
  %937 = getelementptr i8, ptr %916, i64 %936
  store i16 %921, ptr %937, align 2
  %938 = add nsw i64 %935, 1
  %939 = icmp slt i64 %938, %153
  br i1 %939, label %934, label %940

940:                                              ; preds = %934, %919
  switch i64 %80, label %547 [
    i64 4, label %941
    i64 8, label %968
    i64 16, label %993
  ]

941:                                              ; preds = %940, %522
  %942 = phi ptr [ %524, %522 ], [ %916, %940 ]
  %943 = phi ptr [ %523, %522 ], [ %915, %940 ]
  br i1 %155, label %944, label %946

944:                                              ; preds = %941
  %945 = load i32, ptr %943, align 4
  br label %949

946:                                              ; preds = %949, %941
  br i1 %156, label %967, label %947

947:                                              ; preds = %946
  %948 = load i32, ptr %943, align 4
  br label %961

949:                                              ; preds = %949, %944
  %950 = phi i32 [ %958, %949 ], [ %945, %944 ]
  %951 = phi i64 [ %959, %949 ], [ 0, %944 ]
  %952 = mul i64 %951, %80
  %953 = getelementptr i8, ptr %942, i64 %952
  store i32 %950, ptr %953, align 4
  %954 = getelementptr i8, ptr %953, i64 %80
  %955 = load i32, ptr %943, align 4
  store i32 %955, ptr %954, align 4
  %956 = getelementptr i8, ptr %954, i64 %80
  store i32 %955, ptr %956, align 4
  %957 = getelementptr i8, ptr %956, i64 %80
  %958 = load i32, ptr %943, align 4
  store i32 %958, ptr %957, align 4
  %959 = add nuw nsw i64 %951, 4
  %960 = icmp slt i64 %959, %154
  br i1 %960, label %949, label %946

961:                                              ; preds = %961, %947
  %962 = phi i64 [ %965, %961 ], [ %154, %947 ]
  %963 = mul i64 %962, %80
  %964 = getelementptr i8, ptr %942, i64 %963
  store i32 %948, ptr %964, align 4
  %965 = add nsw i64 %962, 1
  %966 = icmp slt i64 %965, %153
  br i1 %966, label %961, label %967

967:                                              ; preds = %961, %946
  switch i64 %80, label %547 [
    i64 8, label %968
    i64 16, label %993
  ]

968:                                              ; preds = %967, %940, %525
  %969 = phi ptr [ %527, %525 ], [ %916, %940 ], [ %942, %967 ]
  %970 = phi ptr [ %526, %525 ], [ %915, %940 ], [ %943, %967 ]
  br i1 %155, label %972, label %971

971:                                              ; preds = %972, %968
  br i1 %156, label %992, label %985

972:                                              ; preds = %968, %972
  %973 = phi i64 [ %983, %972 ], [ 0, %968 ]
  %974 = mul i64 %973, %80
  %975 = getelementptr i8, ptr %969, i64 %974
  %976 = load i64, ptr %970, align 4
  store i64 %976, ptr %975, align 4
  %977 = getelementptr i8, ptr %975, i64 %80
  %978 = load i64, ptr %970, align 4
  store i64 %978, ptr %977, align 4
  %979 = getelementptr i8, ptr %977, i64 %80
  %980 = load i64, ptr %970, align 4
  store i64 %980, ptr %979, align 4
  %981 = getelementptr i8, ptr %979, i64 %80
  %982 = load i64, ptr %970, align 4
  store i64 %982, ptr %981, align 4
  %983 = add nuw nsw i64 %973, 4
  %984 = icmp slt i64 %983, %154
  br i1 %984, label %972, label %971

985:                                              ; preds = %971, %985
  %986 = phi i64 [ %990, %985 ], [ %154, %971 ]
  %987 = mul i64 %986, %80
  %988 = getelementptr i8, ptr %969, i64 %987
  %989 = load i64, ptr %970, align 4
  store i64 %989, ptr %988, align 4
  %990 = add nsw i64 %986, 1
  %991 = icmp slt i64 %990, %153
  br i1 %991, label %985, label %992

992:                                              ; preds = %985, %971
  br i1 %577, label %993, label %547

993:                                              ; preds = %992, %967, %940, %528
  %994 = phi ptr [ %530, %528 ], [ %916, %940 ], [ %942, %967 ], [ %969, %992 ]
  %995 = phi ptr [ %529, %528 ], [ %915, %940 ], [ %943, %967 ], [ %970, %992 ]
  br i1 %155, label %997, label %996

996:                                              ; preds = %997, %993
  br i1 %156, label %547, label %1010

997:                                              ; preds = %993, %997
  %998 = phi i64 [ %1008, %997 ], [ 0, %993 ]
  %999 = mul i64 %998, %80
  %1000 = getelementptr i8, ptr %994, i64 %999
  %1001 = load i128, ptr %995, align 4
  store i128 %1001, ptr %1000, align 4
  %1002 = getelementptr i8, ptr %1000, i64 %80
  %1003 = load i128, ptr %995, align 4
  store i128 %1003, ptr %1002, align 4
  %1004 = getelementptr i8, ptr %1002, i64 %80
  %1005 = load i128, ptr %995, align 4
  store i128 %1005, ptr %1004, align 4
  %1006 = getelementptr i8, ptr %1004, i64 %80
  %1007 = load i128, ptr %995, align 4
  store i128 %1007, ptr %1006, align 4
  %1008 = add nuw nsw i64 %998, 4
  %1009 = icmp slt i64 %1008, %154
  br i1 %1009, label %997, label %996

1010:                                             ; preds = %996, %1010
  %1011 = phi i64 [ %1015, %1010 ], [ %154, %996 ]
  %1012 = mul i64 %1011, %80
  %1013 = getelementptr i8, ptr %994, i64 %1012
  %1014 = load i128, ptr %995, align 4
  store i128 %1014, ptr %1013, align 4
  %1015 = add nsw i64 %1011, 1
  %1016 = icmp slt i64 %1015, %153
  br i1 %1016, label %1010, label %547

1017:                                             ; preds = %79, %540
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  %1018 = zext i1 %90 to i8
  br label %1019

1019:                                             ; preds = %1017, %78
  %1020 = phi i8 [ %1018, %1017 ], [ 1, %78 ]
  store i8 %1020, ptr %retptr, align 1
  ret void
}

define noalias noundef ptr @packed_driver(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca i64, align 8
  %3 = alloca [16 x i8], align 64
  %4 = alloca [512 x i8], align 64
  %5 = alloca [512 x i8], align 64
  %6 = alloca [512 x i8], align 64
  %7 = alloca i8, align 1
  %8 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  call void @llvm.lifetime.start.p0(ptr nonnull %8)
  store i8 0, ptr %7, align 1
  store i8 0, ptr %8, align 1
  %9 = inttoptr i64 %.4 to ptr
  %10 = load i64, ptr %9, align 8
  %11 = inttoptr i64 %10 to ptr
  %12 = inttoptr i64 %.1 to ptr
  %13 = inttoptr i64 %.2 to ptr
  %14 = inttoptr i64 %.3 to ptr
  %15 = getelementptr inbounds nuw i8, ptr %11, i64 32
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds nuw i8, ptr %11, i64 40
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds nuw i8, ptr %11, i64 24
  %20 = load i64, ptr %19, align 8
  %21 = sub nsw i64 %20, %18
  %22 = add nsw i64 %21, -2
  %23 = sub nsw i64 4, %21
  %24 = getelementptr i64, ptr %13, i64 %23
  %25 = load i64, ptr %24, align 8
  %26 = icmp slt i64 %20, 1
  br i1 %26, label %71, label %27

27:                                               ; preds = %0
  %28 = getelementptr inbounds nuw i8, ptr %9, i64 8
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr i64, ptr %14, i64 %20
  %31 = add nsw i64 %20, -1
  %32 = getelementptr i64, ptr %30, i64 %22
  %33 = getelementptr i8, ptr %32, i64 8
  %34 = icmp ne i64 %22, 0
  %35 = icmp eq i64 %29, 2
  %36 = zext i1 %35 to i64
  %37 = select i1 %35, i64 1, i64 %25
  %38 = icmp eq i64 %29, 1
  br label %85

39:                                               ; preds = %85
  %40 = getelementptr i64, ptr %30, i64 %87
  %41 = load i64, ptr %40, align 8
  br label %46

42:                                               ; preds = %85
  %43 = icmp eq i64 %87, %31
  br i1 %43, label %44, label %46

44:                                               ; preds = %42
  %45 = load i64, ptr %33, align 8
  br label %46

46:                                               ; preds = %44, %42, %39
  %47 = phi i64 [ %41, %39 ], [ %45, %44 ], [ 0, %42 ]
  %48 = icmp eq i64 %87, %22
  %49 = icmp eq i64 %87, %31
  %50 = select i1 %34, i1 %49, i1 false
  %51 = select i1 %48, i1 true, i1 %50
  br i1 %51, label %52, label %62

52:                                               ; preds = %46
  %53 = shl nsw i64 %47, %36
  %54 = mul nsw i64 %47, %37
  %55 = add nsw i64 %54, %90
  %56 = select i1 %38, i64 %90, i64 %55
  %57 = select i1 %38, i64 %55, i64 %90
  %58 = getelementptr i64, ptr %4, i64 %86
  store i64 %57, ptr %58, align 8
  %59 = getelementptr i64, ptr %5, i64 %86
  store i64 %92, ptr %59, align 8
  %60 = getelementptr i64, ptr %6, i64 %86
  store i64 %53, ptr %60, align 8
  %61 = add nsw i64 %86, 1
  br label %62

62:                                               ; preds = %52, %46
  %63 = phi i64 [ %61, %52 ], [ %86, %46 ]
  %64 = phi i64 [ %53, %52 ], [ %47, %46 ]
  %65 = phi i64 [ %56, %52 ], [ %90, %46 ]
  %66 = getelementptr i64, ptr %4, i64 %63
  store i64 %65, ptr %66, align 8
  %67 = getelementptr i64, ptr %5, i64 %63
  store i64 %92, ptr %67, align 8
  %68 = getelementptr i64, ptr %6, i64 %63
  store i64 %64, ptr %68, align 8
  %69 = add nsw i64 %63, 1
  %70 = icmp eq i64 %88, %20
  br i1 %70, label %71, label %85

71:                                               ; preds = %62, %0
  %72 = load i64, ptr %13, align 8
  %73 = icmp slt i64 %16, 1
  br i1 %73, label %83, label %94

74:                                               ; preds = %94
  %75 = getelementptr i64, ptr %5, i64 %95
  %76 = load i64, ptr %75, align 8
  %77 = getelementptr i64, ptr %6, i64 %95
  %78 = load i64, ptr %77, align 8
  %79 = mul nsw i64 %78, %25
  %80 = icmp eq i64 %76, %79
  br i1 %80, label %81, label %317

81:                                               ; preds = %94, %74
  %82 = icmp eq i64 %16, %96
  br i1 %82, label %83, label %94

83:                                               ; preds = %81, %71
  %84 = mul nsw i64 %72, %25
  br label %317

85:                                               ; preds = %62, %27
  %86 = phi i64 [ 0, %27 ], [ %69, %62 ]
  %87 = phi i64 [ 0, %27 ], [ %88, %62 ]
  %88 = add nuw nsw i64 %87, 1
  %89 = getelementptr i64, ptr %12, i64 %87
  %90 = load i64, ptr %89, align 8
  %91 = getelementptr i64, ptr %14, i64 %87
  %92 = load i64, ptr %91, align 8
  %93 = icmp sgt i64 %87, %22
  br i1 %93, label %42, label %39

94:                                               ; preds = %71, %81
  %95 = phi i64 [ %96, %81 ], [ 0, %71 ]
  %96 = add nuw nsw i64 %95, 1
  %97 = icmp sle i64 %21, %95
  %98 = icmp slt i64 %95, %20
  %99 = and i1 %97, %98
  br i1 %99, label %81, label %74

100:                                              ; preds = %317
  %101 = load i64, ptr %11, align 8
  %102 = icmp eq i64 %101, 0
  br i1 %102, label %103, label %143

103:                                              ; preds = %100
  %104 = getelementptr inbounds nuw i8, ptr %11, i64 8
  %105 = load i64, ptr %104, align 8
  %106 = inttoptr i64 %105 to ptr
  %107 = getelementptr inbounds nuw i8, ptr %11, i64 64
  %108 = load i64, ptr %107, align 8
  %109 = tail call i64 @get_status() #0
  %110 = getelementptr inbounds nuw i8, ptr %106, i64 112
  %111 = load i64, ptr %110, align 8
  %112 = inttoptr i64 %111 to ptr
  %113 = tail call i64 %112() #0
  %114 = getelementptr inbounds nuw i8, ptr %106, i64 152
  %115 = load i64, ptr %114, align 8
  %116 = inttoptr i64 %115 to ptr
  %117 = tail call i64 %116() #0
  %118 = icmp eq i64 %117, 0
  br i1 %118, label %119, label %137

119:                                              ; preds = %103
  %120 = getelementptr inbounds nuw i8, ptr %106, i64 168
  %121 = load i64, ptr %120, align 8
  %122 = inttoptr i64 %121 to ptr
  %123 = tail call i64 %122(i64 %108) #0
  %124 = icmp eq i64 %123, 0
  br i1 %124, label %137, label %125

125:                                              ; preds = %119
  %126 = getelementptr inbounds nuw i8, ptr %106, i64 200
  %127 = load i64, ptr %126, align 8
  %128 = inttoptr i64 %127 to ptr
  %129 = tail call i64 %128(i64 %123) #0
  %130 = getelementptr inbounds nuw i8, ptr %106, i64 120
  %131 = load i64, ptr %130, align 8
  %132 = inttoptr i64 %131 to ptr
  %133 = tail call i64 %132(i64 %113) #0
  %134 = tail call i64 @set_status(i64 %109) #0
  %135 = load i64, ptr %11, align 8
  %136 = icmp eq i64 %135, 0
  br i1 %136, label %403, label %143

137:                                              ; preds = %119, %103
  %138 = getelementptr inbounds nuw i8, ptr %106, i64 120
  %139 = load i64, ptr %138, align 8
  %140 = inttoptr i64 %139 to ptr
  %141 = tail call i64 %140(i64 %113) #0
  %142 = tail call i64 @set_status(i64 %109) #0
  br label %403

143:                                              ; preds = %125, %100
  %144 = getelementptr inbounds nuw i8, ptr %11, i64 16
  %145 = load i64, ptr %144, align 8
  %146 = shl nsw i64 %145, 1
  %147 = icmp slt i64 %320, %146
  br i1 %147, label %304, label %148

148:                                              ; preds = %143
  %149 = getelementptr inbounds nuw i8, ptr %11, i64 8
  %150 = load i64, ptr %149, align 8
  %151 = inttoptr i64 %150 to ptr
  %152 = getelementptr inbounds nuw i8, ptr %151, i64 8
  %153 = load i64, ptr %152, align 8
  %154 = icmp eq i64 %153, 0
  br i1 %154, label %155, label %183

155:                                              ; preds = %148
  %156 = load i64, ptr %151, align 8
  %157 = tail call i64 @get_status() #0
  %158 = getelementptr inbounds nuw i8, ptr %151, i64 112
  %159 = load i64, ptr %158, align 8
  %160 = inttoptr i64 %159 to ptr
  %161 = tail call i64 %160() #0
  %162 = getelementptr inbounds nuw i8, ptr %151, i64 152
  %163 = load i64, ptr %162, align 8
  %164 = inttoptr i64 %163 to ptr
  %165 = tail call i64 %164() #0
  %166 = icmp eq i64 %165, 0
  br i1 %166, label %167, label %254

167:                                              ; preds = %155
  %168 = getelementptr inbounds nuw i8, ptr %151, i64 168
  %169 = load i64, ptr %168, align 8
  %170 = inttoptr i64 %169 to ptr
  %171 = tail call i64 %170(i64 %156) #0
  %172 = icmp eq i64 %171, 0
  br i1 %172, label %254, label %173

173:                                              ; preds = %167
  %174 = getelementptr inbounds nuw i8, ptr %151, i64 200
  %175 = load i64, ptr %174, align 8
  %176 = inttoptr i64 %175 to ptr
  %177 = tail call i64 %176(i64 %171) #0
  %178 = getelementptr inbounds nuw i8, ptr %151, i64 120
  %179 = load i64, ptr %178, align 8
  %180 = inttoptr i64 %179 to ptr
  %181 = tail call i64 %180(i64 %161) #0
  %182 = tail call i64 @set_status(i64 %157) #0
  br label %183

183:                                              ; preds = %173, %148
  %184 = getelementptr inbounds nuw i8, ptr %151, i64 16
  %185 = load i64, ptr %184, align 8
  %186 = icmp eq i64 %185, 0
  br i1 %186, label %304, label %187

187:                                              ; preds = %183
  %188 = getelementptr inbounds nuw i8, ptr %151, i64 32
  %189 = load i64, ptr %188, align 8
  %190 = icmp eq i64 %189, 0
  br i1 %190, label %223, label %191

191:                                              ; preds = %187
  %192 = getelementptr inbounds nuw i8, ptr %151, i64 40
  %193 = load i64, ptr %192, align 8
  %194 = tail call i64 @get_status() #0
  %195 = getelementptr inbounds nuw i8, ptr %151, i64 112
  %196 = load i64, ptr %195, align 8
  %197 = inttoptr i64 %196 to ptr
  %198 = tail call i64 %197() #0
  %199 = getelementptr inbounds nuw i8, ptr %151, i64 152
  %200 = load i64, ptr %199, align 8
  %201 = inttoptr i64 %200 to ptr
  %202 = tail call i64 %201() #0
  %203 = icmp eq i64 %202, 0
  br i1 %203, label %204, label %254

204:                                              ; preds = %191
  %205 = getelementptr inbounds nuw i8, ptr %151, i64 168
  %206 = load i64, ptr %205, align 8
  %207 = inttoptr i64 %206 to ptr
  %208 = tail call i64 %207(i64 %193) #0
  %209 = icmp eq i64 %208, 0
  br i1 %209, label %254, label %210

210:                                              ; preds = %204
  %211 = getelementptr inbounds nuw i8, ptr %151, i64 200
  %212 = load i64, ptr %211, align 8
  %213 = inttoptr i64 %212 to ptr
  %214 = tail call i64 %213(i64 %208) #0
  %215 = getelementptr inbounds nuw i8, ptr %151, i64 120
  %216 = load i64, ptr %215, align 8
  %217 = inttoptr i64 %216 to ptr
  %218 = tail call i64 %217(i64 %198) #0
  %219 = tail call i64 @set_status(i64 %194) #0
  %220 = getelementptr inbounds nuw i8, ptr %151, i64 48
  %221 = load i64, ptr %220, align 8
  %222 = icmp eq i64 %221, 0
  br i1 %222, label %304, label %223

223:                                              ; preds = %210, %187
  %224 = getelementptr inbounds nuw i8, ptr %151, i64 24
  %225 = load i64, ptr %224, align 8
  %226 = inttoptr i64 %225 to ptr
  %227 = tail call i64 %226() #0
  %228 = and i64 %227, 65535
  %229 = icmp samesign ugt i64 %228, 1
  br i1 %229, label %230, label %251

230:                                              ; preds = %223
  %231 = getelementptr inbounds nuw i8, ptr %151, i64 64
  %232 = load i64, ptr %231, align 8
  %233 = icmp slt i64 %232, 0
  br i1 %233, label %234, label %251

234:                                              ; preds = %230
  %235 = load i64, ptr %149, align 8
  %236 = inttoptr i64 %235 to ptr
  %237 = getelementptr inbounds nuw i8, ptr %236, i64 56
  %238 = load i64, ptr %237, align 8
  %239 = icmp eq i64 %238, 0
  br i1 %239, label %248, label %240

240:                                              ; preds = %234
  %241 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 0, ptr %241, align 8
  %242 = inttoptr i64 %238 to ptr
  %243 = call i64 %242(ptr nonnull %3, i64 1) #0
  %244 = load i64, ptr %3, align 64
  %245 = mul nsw i64 %244, 1000000000
  %246 = load i64, ptr %241, align 8
  %247 = add nsw i64 %245, %246
  br label %248

248:                                              ; preds = %240, %234
  %249 = phi i64 [ %247, %240 ], [ 0, %234 ]
  %250 = getelementptr inbounds nuw i8, ptr %151, i64 72
  store i64 %249, ptr %250, align 8
  br label %304

251:                                              ; preds = %230, %223
  %252 = load i64, ptr %144, align 8
  %253 = icmp eq i64 %252, 0
  br i1 %253, label %403, label %322

254:                                              ; preds = %204, %191, %167, %155
  %255 = phi i64 [ %161, %155 ], [ %161, %167 ], [ %198, %204 ], [ %198, %191 ]
  %256 = phi i64 [ %157, %155 ], [ %157, %167 ], [ %194, %204 ], [ %194, %191 ]
  %257 = getelementptr inbounds nuw i8, ptr %151, i64 120
  %258 = load i64, ptr %257, align 8
  %259 = inttoptr i64 %258 to ptr
  %260 = tail call i64 %259(i64 %255) #0
  %261 = tail call i64 @set_status(i64 %256) #0
  br label %403

262:                                              ; preds = %322
  %263 = icmp eq i64 %331, 1
  br i1 %263, label %304, label %264

264:                                              ; preds = %262
  %265 = icmp slt i64 %318, 97
  br i1 %265, label %266, label %292

266:                                              ; preds = %264
  %267 = load i64, ptr %19, align 8
  %268 = load i64, ptr %17, align 8
  %269 = sub nsw i64 %267, %268
  %270 = load i64, ptr %15, align 8
  %271 = icmp slt i64 %270, 1
  br i1 %271, label %287, label %272

272:                                              ; preds = %266
  %273 = getelementptr inbounds nuw i8, ptr %11, i64 48
  br label %281

274:                                              ; preds = %281
  %275 = getelementptr i64, ptr %6, i64 %282
  %276 = load i64, ptr %275, align 8
  %277 = load i64, ptr %273, align 8
  %278 = icmp eq i64 %276, %277
  br i1 %278, label %279, label %295

279:                                              ; preds = %281, %274
  %280 = icmp eq i64 %283, %270
  br i1 %280, label %287, label %281

281:                                              ; preds = %279, %272
  %282 = phi i64 [ 0, %272 ], [ %283, %279 ]
  %283 = add nuw nsw i64 %282, 1
  %284 = icmp sle i64 %269, %282
  %285 = icmp slt i64 %282, %267
  %286 = and i1 %284, %285
  br i1 %286, label %279, label %274

287:                                              ; preds = %279, %266
  %288 = icmp sgt i64 %318, 7
  %289 = shl nuw nsw i64 %332, 3
  %290 = icmp slt i64 %319, %289
  %291 = select i1 %288, i1 %290, i1 false
  br i1 %291, label %296, label %295

292:                                              ; preds = %264
  %293 = shl nuw nsw i64 %332, 3
  %294 = icmp slt i64 %319, %293
  br i1 %294, label %296, label %295

295:                                              ; preds = %274, %292, %287
  br label %296

296:                                              ; preds = %295, %292, %287
  %297 = phi i64 [ %318, %295 ], [ 16, %292 ], [ 16, %287 ]
  %298 = load i64, ptr %149, align 8
  %299 = inttoptr i64 %298 to ptr
  %300 = getelementptr inbounds nuw i8, ptr %299, i64 96
  %301 = load i64, ptr %300, align 8
  store i8 0, ptr %7, align 1
  call fastcc void @run_parallel(ptr %7, ptr nonnull %11, i64 %301, i64 %.1, i64 %.2, i64 %.3, i64 %.4, i64 %320, i64 %297, i64 %332) #0
  %302 = load i8, ptr %7, align 1
  %303 = icmp eq i8 %302, 0
  br i1 %303, label %304, label %403

304:                                              ; preds = %296, %262, %248, %210, %183, %143
  %305 = call i64 @get_status() #0
  %306 = call i64 @kept_bits() #0
  %307 = and i64 %306, %305
  %308 = call i64 @default_bits() #0
  %309 = icmp eq i64 %307, %308
  br i1 %309, label %334, label %310

310:                                              ; preds = %304
  %311 = call i64 @kept_bits() #0
  %312 = xor i64 %311, -1
  %313 = and i64 %305, %312
  %314 = call i64 @default_bits() #0
  %315 = or i64 %313, %314
  %316 = call i64 @set_status(i64 %315) #0
  br label %334

317:                                              ; preds = %74, %83
  %318 = phi i64 [ %84, %83 ], [ %25, %74 ]
  %319 = phi i64 [ 1, %83 ], [ %72, %74 ]
  %320 = mul nsw i64 %319, %318
  %321 = icmp slt i64 %320, 1
  br i1 %321, label %403, label %100

322:                                              ; preds = %251
  %323 = sdiv i64 %320, %252
  %324 = srem i64 %320, %252
  %325 = xor i64 %324, %252
  %326 = icmp slt i64 %325, 0
  %327 = icmp ne i64 %324, 0
  %328 = and i1 %327, %326
  %329 = sext i1 %328 to i64
  %330 = add nsw i64 %323, %329
  %331 = tail call i64 @llvm.smin.i64(i64 %330, i64 %228)
  %332 = tail call i64 @llvm.smin.i64(i64 %331, i64 256)
  %333 = icmp slt i64 %331, 1
  br i1 %333, label %403, label %262

334:                                              ; preds = %310, %304
  store i8 0, ptr %8, align 1
  call fastcc void @_run.57(ptr %8, ptr nonnull %11, ptr %4, ptr %5, ptr %6, i64 %318, i64 0, i64 %320) #0
  %335 = load i8, ptr %8, align 1
  %336 = icmp eq i8 %335, 0
  %337 = call i64 @get_status() #0
  %338 = getelementptr inbounds nuw i8, ptr %11, i64 56
  %339 = load i64, ptr %338, align 8
  %340 = and i64 %339, %337
  %341 = getelementptr inbounds nuw i8, ptr %11, i64 8
  %342 = load i64, ptr %341, align 8
  %343 = inttoptr i64 %342 to ptr
  %344 = getelementptr inbounds nuw i8, ptr %343, i64 72
  %345 = load i64, ptr %344, align 8
  %346 = icmp eq i64 %345, 0
  br i1 %346, label %362, label %347

347:                                              ; preds = %334
  %348 = getelementptr inbounds nuw i8, ptr %343, i64 64
  %349 = load i64, ptr %348, align 8
  %350 = getelementptr inbounds nuw i8, ptr %343, i64 56
  %351 = load i64, ptr %350, align 8
  %352 = icmp eq i64 %351, 0
  br i1 %352, label %394, label %353

353:                                              ; preds = %347
  %354 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %354, align 8
  %355 = inttoptr i64 %351 to ptr
  %356 = call i64 %355(ptr nonnull %1, i64 1) #0
  %357 = load i64, ptr %1, align 64
  %358 = mul nsw i64 %357, 1000000000
  %359 = load i64, ptr %354, align 8
  %360 = add nsw i64 %358, %359
  %361 = load i64, ptr %344, align 8
  br label %394

362:                                              ; preds = %394, %334
  br i1 %336, label %363, label %378

363:                                              ; preds = %362
  %364 = load i64, ptr %341, align 8
  %365 = inttoptr i64 %364 to ptr
  %366 = getelementptr inbounds nuw i8, ptr %365, i64 112
  %367 = load i64, ptr %366, align 8
  %368 = inttoptr i64 %367 to ptr
  %369 = call i64 %368() #0
  %370 = getelementptr inbounds nuw i8, ptr %365, i64 160
  %371 = load i64, ptr %370, align 8
  %372 = inttoptr i64 %371 to ptr
  %373 = call i64 %372() #0
  %374 = getelementptr inbounds nuw i8, ptr %365, i64 120
  %375 = load i64, ptr %374, align 8
  %376 = inttoptr i64 %375 to ptr
  %377 = call i64 %376(i64 %369) #0
  br label %382

378:                                              ; preds = %362
  %379 = icmp eq i64 %340, 0
  br i1 %379, label %382, label %380

380:                                              ; preds = %378
  call fastcc void @left_to_numpy(ptr %2, ptr nonnull %11, i64 %340) #0
  %381 = load i64, ptr %2, align 8
  br label %382

382:                                              ; preds = %380, %378, %363
  %383 = phi i64 [ %381, %380 ], [ 0, %378 ], [ %340, %363 ]
  %384 = call i64 @kept_bits() #0
  %385 = xor i64 %384, -1
  %386 = and i64 %337, %385
  %387 = call i64 @kept_bits() #0
  %388 = and i64 %387, %305
  %389 = or i64 %386, %383
  %390 = or i64 %389, %388
  %391 = icmp eq i64 %390, %337
  br i1 %391, label %403, label %392

392:                                              ; preds = %382
  %393 = call i64 @set_status(i64 %390) #0
  br label %403

394:                                              ; preds = %353, %347
  %395 = phi i64 [ %361, %353 ], [ %345, %347 ]
  %396 = phi i64 [ %360, %353 ], [ 0, %347 ]
  %397 = sub nsw i64 %396, %395
  %398 = sdiv i64 %397, 20
  %399 = srem i64 %397, 20
  %400 = ashr i64 %399, 63
  %401 = add i64 %398, %349
  %402 = add i64 %401, %400
  store i64 %402, ptr %348, align 8
  store i64 0, ptr %344, align 8
  br label %362

403:                                              ; preds = %125, %137, %251, %254, %296, %317, %322, %382, %392
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  ret ptr null
}

define noalias noundef ptr @packed_share(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = alloca [512 x i8], align 64
  %5 = alloca [512 x i8], align 64
  %6 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %7 = inttoptr i64 %.1 to ptr
  %8 = load i64, ptr %7, align 8
  %9 = inttoptr i64 %8 to ptr
  %10 = getelementptr inbounds nuw i8, ptr %9, i64 40
  %11 = load i64, ptr %10, align 8
  %12 = icmp slt i64 %11, 1
  br i1 %12, label %184, label %13

13:                                               ; preds = %0
  %14 = getelementptr inbounds nuw i8, ptr %9, i64 24
  %15 = load i64, ptr %14, align 8
  %16 = inttoptr i64 %15 to ptr
  %17 = load i64, ptr %16, align 8
  %18 = inttoptr i64 %17 to ptr
  %19 = load i64, ptr %9, align 8
  %20 = getelementptr inbounds nuw i8, ptr %9, i64 8
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %9, i64 16
  %23 = load i64, ptr %22, align 8
  %24 = inttoptr i64 %19 to ptr
  %25 = inttoptr i64 %21 to ptr
  %26 = inttoptr i64 %23 to ptr
  %27 = getelementptr inbounds nuw i8, ptr %18, i64 32
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds nuw i8, ptr %18, i64 40
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds nuw i8, ptr %18, i64 24
  %32 = load i64, ptr %31, align 8
  %33 = sub nsw i64 %32, %30
  %34 = add nsw i64 %33, -2
  %35 = sub nsw i64 4, %33
  %36 = getelementptr i64, ptr %25, i64 %35
  %37 = load i64, ptr %36, align 8
  %38 = icmp slt i64 %32, 1
  br i1 %38, label %83, label %39

39:                                               ; preds = %13
  %40 = getelementptr inbounds nuw i8, ptr %16, i64 8
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr i64, ptr %26, i64 %32
  %43 = add nsw i64 %32, -1
  %44 = getelementptr i64, ptr %42, i64 %34
  %45 = getelementptr i8, ptr %44, i64 8
  %46 = icmp ne i64 %34, 0
  %47 = icmp eq i64 %41, 2
  %48 = zext i1 %47 to i64
  %49 = select i1 %47, i64 1, i64 %37
  %50 = icmp eq i64 %41, 1
  br label %97

51:                                               ; preds = %97
  %52 = getelementptr i64, ptr %42, i64 %99
  %53 = load i64, ptr %52, align 8
  br label %58

54:                                               ; preds = %97
  %55 = icmp eq i64 %99, %43
  br i1 %55, label %56, label %58

56:                                               ; preds = %54
  %57 = load i64, ptr %45, align 8
  br label %58

58:                                               ; preds = %56, %54, %51
  %59 = phi i64 [ %53, %51 ], [ %57, %56 ], [ 0, %54 ]
  %60 = icmp eq i64 %99, %34
  %61 = icmp eq i64 %99, %43
  %62 = select i1 %46, i1 %61, i1 false
  %63 = select i1 %60, i1 true, i1 %62
  br i1 %63, label %64, label %74

64:                                               ; preds = %58
  %65 = shl nsw i64 %59, %48
  %66 = mul nsw i64 %59, %49
  %67 = add nsw i64 %66, %102
  %68 = select i1 %50, i64 %102, i64 %67
  %69 = select i1 %50, i64 %67, i64 %102
  %70 = getelementptr i64, ptr %3, i64 %98
  store i64 %69, ptr %70, align 8
  %71 = getelementptr i64, ptr %4, i64 %98
  store i64 %104, ptr %71, align 8
  %72 = getelementptr i64, ptr %5, i64 %98
  store i64 %65, ptr %72, align 8
  %73 = add nsw i64 %98, 1
  br label %74

74:                                               ; preds = %64, %58
  %75 = phi i64 [ %73, %64 ], [ %98, %58 ]
  %76 = phi i64 [ %65, %64 ], [ %59, %58 ]
  %77 = phi i64 [ %68, %64 ], [ %102, %58 ]
  %78 = getelementptr i64, ptr %3, i64 %75
  store i64 %77, ptr %78, align 8
  %79 = getelementptr i64, ptr %4, i64 %75
  store i64 %104, ptr %79, align 8
  %80 = getelementptr i64, ptr %5, i64 %75
  store i64 %76, ptr %80, align 8
  %81 = add nsw i64 %75, 1
  %82 = icmp eq i64 %100, %32
  br i1 %82, label %83, label %97

83:                                               ; preds = %74, %13
  %84 = load i64, ptr %25, align 8
  %85 = icmp slt i64 %28, 1
  br i1 %85, label %95, label %106

86:                                               ; preds = %106
  %87 = getelementptr i64, ptr %4, i64 %107
  %88 = load i64, ptr %87, align 8
  %89 = getelementptr i64, ptr %5, i64 %107
  %90 = load i64, ptr %89, align 8
  %91 = mul nsw i64 %90, %37
  %92 = icmp eq i64 %88, %91
  br i1 %92, label %93, label %112

93:                                               ; preds = %106, %86
  %94 = icmp eq i64 %28, %108
  br i1 %94, label %95, label %106

95:                                               ; preds = %93, %83
  %96 = mul nsw i64 %84, %37
  br label %112

97:                                               ; preds = %74, %39
  %98 = phi i64 [ 0, %39 ], [ %81, %74 ]
  %99 = phi i64 [ 0, %39 ], [ %100, %74 ]
  %100 = add nuw nsw i64 %99, 1
  %101 = getelementptr i64, ptr %24, i64 %99
  %102 = load i64, ptr %101, align 8
  %103 = getelementptr i64, ptr %26, i64 %99
  %104 = load i64, ptr %103, align 8
  %105 = icmp sgt i64 %99, %34
  br i1 %105, label %54, label %51

106:                                              ; preds = %83, %93
  %107 = phi i64 [ %108, %93 ], [ 0, %83 ]
  %108 = add nuw nsw i64 %107, 1
  %109 = icmp sle i64 %33, %107
  %110 = icmp slt i64 %107, %32
  %111 = and i1 %109, %110
  br i1 %111, label %93, label %86

112:                                              ; preds = %86, %95
  %113 = phi i64 [ %96, %95 ], [ %37, %86 ]
  %114 = getelementptr inbounds nuw i8, ptr %18, i64 8
  %115 = load i64, ptr %114, align 8
  %116 = inttoptr i64 %115 to ptr
  %117 = getelementptr inbounds nuw i8, ptr %116, i64 56
  %118 = load i64, ptr %117, align 8
  %119 = icmp eq i64 %118, 0
  br i1 %119, label %128, label %120

120:                                              ; preds = %112
  %121 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %121, align 8
  %122 = inttoptr i64 %118 to ptr
  %123 = call i64 %122(ptr nonnull %2, i64 1) #0
  %124 = load i64, ptr %2, align 64
  %125 = mul nsw i64 %124, 1000000000
  %126 = load i64, ptr %121, align 8
  %127 = add nsw i64 %125, %126
  br label %128

128:                                              ; preds = %120, %112
  %129 = phi i64 [ %127, %120 ], [ 0, %112 ]
  %130 = call i64 @get_status() #0
  %131 = call i64 @kept_bits() #0
  %132 = and i64 %131, %130
  %133 = call i64 @default_bits() #0
  %134 = icmp eq i64 %132, %133
  br i1 %134, label %142, label %135

135:                                              ; preds = %128
  %136 = call i64 @kept_bits() #0
  %137 = xor i64 %136, -1
  %138 = and i64 %130, %137
  %139 = call i64 @default_bits() #0
  %140 = or i64 %138, %139
  %141 = call i64 @set_status(i64 %140) #0
  br label %142

142:                                              ; preds = %135, %128
  %143 = getelementptr inbounds nuw i8, ptr %9, i64 32
  %144 = load i64, ptr %143, align 8
  %145 = load i64, ptr %10, align 8
  %146 = add nsw i64 %145, %144
  store i8 0, ptr %6, align 1
  call fastcc void @_run.57(ptr %6, ptr nonnull %18, ptr %3, ptr %4, ptr %5, i64 %113, i64 %144, i64 %146) #0
  %147 = load i8, ptr %6, align 1
  %148 = icmp eq i8 %147, 0
  %149 = call i64 @get_status() #0
  br i1 %148, label %154, label %150

150:                                              ; preds = %142
  %151 = getelementptr inbounds nuw i8, ptr %18, i64 56
  %152 = load i64, ptr %151, align 8
  %153 = and i64 %152, %149
  br label %154

154:                                              ; preds = %150, %142
  %155 = phi i64 [ %153, %150 ], [ 4294967296, %142 ]
  %156 = getelementptr inbounds nuw i8, ptr %9, i64 48
  store i64 %155, ptr %156, align 8
  %157 = call i64 @kept_bits() #0
  %158 = xor i64 %157, -1
  %159 = and i64 %149, %158
  %160 = call i64 @kept_bits() #0
  %161 = and i64 %160, %130
  %162 = or i64 %161, %159
  %163 = icmp eq i64 %162, %149
  br i1 %163, label %166, label %164

164:                                              ; preds = %154
  %165 = call i64 @set_status(i64 %162) #0
  br label %166

166:                                              ; preds = %164, %154
  %167 = load i64, ptr %114, align 8
  %168 = inttoptr i64 %167 to ptr
  %169 = getelementptr inbounds nuw i8, ptr %168, i64 56
  %170 = load i64, ptr %169, align 8
  %171 = icmp eq i64 %170, 0
  br i1 %171, label %180, label %172

172:                                              ; preds = %166
  %173 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %173, align 8
  %174 = inttoptr i64 %170 to ptr
  %175 = call i64 %174(ptr nonnull %1, i64 1) #0
  %176 = load i64, ptr %1, align 64
  %177 = mul nsw i64 %176, 1000000000
  %178 = load i64, ptr %173, align 8
  %179 = add nsw i64 %177, %178
  br label %180

180:                                              ; preds = %172, %166
  %181 = phi i64 [ %179, %172 ], [ 0, %166 ]
  %182 = sub nsw i64 %181, %129
  %183 = getelementptr inbounds nuw i8, ptr %9, i64 56
  store i64 %182, ptr %183, align 8
  br label %184

184:                                              ; preds = %0, %180
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  ret ptr null
}

define noalias noundef ptr @code_driver(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca i64, align 8
  %3 = alloca [16 x i8], align 64
  %4 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %5 = inttoptr i64 %.4 to ptr
  %6 = inttoptr i64 %.2 to ptr
  %7 = load i64, ptr %6, align 8
  %8 = icmp slt i64 %7, 1
  br i1 %8, label %261, label %9

9:                                                ; preds = %0
  %10 = load i64, ptr %5, align 8
  %11 = icmp eq i64 %10, 0
  br i1 %11, label %12, label %52

12:                                               ; preds = %9
  %13 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %14 = load i64, ptr %13, align 8
  %15 = inttoptr i64 %14 to ptr
  %16 = getelementptr inbounds nuw i8, ptr %5, i64 64
  %17 = load i64, ptr %16, align 8
  %18 = tail call i64 @get_status() #0
  %19 = getelementptr inbounds nuw i8, ptr %15, i64 112
  %20 = load i64, ptr %19, align 8
  %21 = inttoptr i64 %20 to ptr
  %22 = tail call i64 %21() #0
  %23 = getelementptr inbounds nuw i8, ptr %15, i64 152
  %24 = load i64, ptr %23, align 8
  %25 = inttoptr i64 %24 to ptr
  %26 = tail call i64 %25() #0
  %27 = icmp eq i64 %26, 0
  br i1 %27, label %28, label %46

28:                                               ; preds = %12
  %29 = getelementptr inbounds nuw i8, ptr %15, i64 168
  %30 = load i64, ptr %29, align 8
  %31 = inttoptr i64 %30 to ptr
  %32 = tail call i64 %31(i64 %17) #0
  %33 = icmp eq i64 %32, 0
  br i1 %33, label %46, label %34

34:                                               ; preds = %28
  %35 = getelementptr inbounds nuw i8, ptr %15, i64 200
  %36 = load i64, ptr %35, align 8
  %37 = inttoptr i64 %36 to ptr
  %38 = tail call i64 %37(i64 %32) #0
  %39 = getelementptr inbounds nuw i8, ptr %15, i64 120
  %40 = load i64, ptr %39, align 8
  %41 = inttoptr i64 %40 to ptr
  %42 = tail call i64 %41(i64 %22) #0
  %43 = tail call i64 @set_status(i64 %18) #0
  %44 = load i64, ptr %5, align 8
  %45 = icmp eq i64 %44, 0
  br i1 %45, label %261, label %52

46:                                               ; preds = %28, %12
  %47 = getelementptr inbounds nuw i8, ptr %15, i64 120
  %48 = load i64, ptr %47, align 8
  %49 = inttoptr i64 %48 to ptr
  %50 = tail call i64 %49(i64 %22) #0
  %51 = tail call i64 @set_status(i64 %18) #0
  br label %261

52:                                               ; preds = %34, %9
  %53 = getelementptr inbounds nuw i8, ptr %5, i64 16
  %54 = load i64, ptr %53, align 8
  %55 = shl nsw i64 %54, 1
  %56 = icmp slt i64 %7, %55
  br i1 %56, label %180, label %57

57:                                               ; preds = %52
  %58 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %59 = load i64, ptr %58, align 8
  %60 = inttoptr i64 %59 to ptr
  %61 = getelementptr inbounds nuw i8, ptr %60, i64 8
  %62 = load i64, ptr %61, align 8
  %63 = icmp eq i64 %62, 0
  br i1 %63, label %64, label %92

64:                                               ; preds = %57
  %65 = load i64, ptr %60, align 8
  %66 = tail call i64 @get_status() #0
  %67 = getelementptr inbounds nuw i8, ptr %60, i64 112
  %68 = load i64, ptr %67, align 8
  %69 = inttoptr i64 %68 to ptr
  %70 = tail call i64 %69() #0
  %71 = getelementptr inbounds nuw i8, ptr %60, i64 152
  %72 = load i64, ptr %71, align 8
  %73 = inttoptr i64 %72 to ptr
  %74 = tail call i64 %73() #0
  %75 = icmp eq i64 %74, 0
  br i1 %75, label %76, label %163

76:                                               ; preds = %64
  %77 = getelementptr inbounds nuw i8, ptr %60, i64 168
  %78 = load i64, ptr %77, align 8
  %79 = inttoptr i64 %78 to ptr
  %80 = tail call i64 %79(i64 %65) #0
  %81 = icmp eq i64 %80, 0
  br i1 %81, label %163, label %82

82:                                               ; preds = %76
  %83 = getelementptr inbounds nuw i8, ptr %60, i64 200
  %84 = load i64, ptr %83, align 8
  %85 = inttoptr i64 %84 to ptr
  %86 = tail call i64 %85(i64 %80) #0
  %87 = getelementptr inbounds nuw i8, ptr %60, i64 120
  %88 = load i64, ptr %87, align 8
  %89 = inttoptr i64 %88 to ptr
  %90 = tail call i64 %89(i64 %70) #0
  %91 = tail call i64 @set_status(i64 %66) #0
  br label %92

92:                                               ; preds = %82, %57
  %93 = getelementptr inbounds nuw i8, ptr %60, i64 16
  %94 = load i64, ptr %93, align 8
  %95 = icmp eq i64 %94, 0
  br i1 %95, label %180, label %96

96:                                               ; preds = %92
  %97 = getelementptr inbounds nuw i8, ptr %60, i64 32
  %98 = load i64, ptr %97, align 8
  %99 = icmp eq i64 %98, 0
  br i1 %99, label %132, label %100

100:                                              ; preds = %96
  %101 = getelementptr inbounds nuw i8, ptr %60, i64 40
  %102 = load i64, ptr %101, align 8
  %103 = tail call i64 @get_status() #0
  %104 = getelementptr inbounds nuw i8, ptr %60, i64 112
  %105 = load i64, ptr %104, align 8
  %106 = inttoptr i64 %105 to ptr
  %107 = tail call i64 %106() #0
  %108 = getelementptr inbounds nuw i8, ptr %60, i64 152
  %109 = load i64, ptr %108, align 8
  %110 = inttoptr i64 %109 to ptr
  %111 = tail call i64 %110() #0
  %112 = icmp eq i64 %111, 0
  br i1 %112, label %113, label %163

113:                                              ; preds = %100
  %114 = getelementptr inbounds nuw i8, ptr %60, i64 168
  %115 = load i64, ptr %114, align 8
  %116 = inttoptr i64 %115 to ptr
  %117 = tail call i64 %116(i64 %102) #0
  %118 = icmp eq i64 %117, 0
  br i1 %118, label %163, label %119

119:                                              ; preds = %113
  %120 = getelementptr inbounds nuw i8, ptr %60, i64 200
  %121 = load i64, ptr %120, align 8
  %122 = inttoptr i64 %121 to ptr
  %123 = tail call i64 %122(i64 %117) #0
  %124 = getelementptr inbounds nuw i8, ptr %60, i64 120
  %125 = load i64, ptr %124, align 8
  %126 = inttoptr i64 %125 to ptr
  %127 = tail call i64 %126(i64 %107) #0
  %128 = tail call i64 @set_status(i64 %103) #0
  %129 = getelementptr inbounds nuw i8, ptr %60, i64 48
  %130 = load i64, ptr %129, align 8
  %131 = icmp eq i64 %130, 0
  br i1 %131, label %180, label %132

132:                                              ; preds = %119, %96
  %133 = getelementptr inbounds nuw i8, ptr %60, i64 24
  %134 = load i64, ptr %133, align 8
  %135 = inttoptr i64 %134 to ptr
  %136 = tail call i64 %135() #0
  %137 = and i64 %136, 65535
  %138 = icmp samesign ugt i64 %137, 1
  br i1 %138, label %139, label %160

139:                                              ; preds = %132
  %140 = getelementptr inbounds nuw i8, ptr %60, i64 64
  %141 = load i64, ptr %140, align 8
  %142 = icmp slt i64 %141, 0
  br i1 %142, label %143, label %160

143:                                              ; preds = %139
  %144 = load i64, ptr %58, align 8
  %145 = inttoptr i64 %144 to ptr
  %146 = getelementptr inbounds nuw i8, ptr %145, i64 56
  %147 = load i64, ptr %146, align 8
  %148 = icmp eq i64 %147, 0
  br i1 %148, label %157, label %149

149:                                              ; preds = %143
  %150 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 0, ptr %150, align 8
  %151 = inttoptr i64 %147 to ptr
  %152 = call i64 %151(ptr nonnull %3, i64 1) #0
  %153 = load i64, ptr %3, align 64
  %154 = mul nsw i64 %153, 1000000000
  %155 = load i64, ptr %150, align 8
  %156 = add nsw i64 %154, %155
  br label %157

157:                                              ; preds = %149, %143
  %158 = phi i64 [ %156, %149 ], [ 0, %143 ]
  %159 = getelementptr inbounds nuw i8, ptr %60, i64 72
  store i64 %158, ptr %159, align 8
  br label %180

160:                                              ; preds = %139, %132
  %161 = load i64, ptr %53, align 8
  %162 = icmp eq i64 %161, 0
  br i1 %162, label %261, label %193

163:                                              ; preds = %113, %100, %76, %64
  %164 = phi i64 [ %70, %64 ], [ %70, %76 ], [ %107, %113 ], [ %107, %100 ]
  %165 = phi i64 [ %66, %64 ], [ %66, %76 ], [ %103, %113 ], [ %103, %100 ]
  %166 = getelementptr inbounds nuw i8, ptr %60, i64 120
  %167 = load i64, ptr %166, align 8
  %168 = inttoptr i64 %167 to ptr
  %169 = tail call i64 %168(i64 %164) #0
  %170 = tail call i64 @set_status(i64 %165) #0
  br label %261

171:                                              ; preds = %193
  %172 = icmp eq i64 %202, 1
  br i1 %172, label %180, label %173

173:                                              ; preds = %171
  %174 = load i64, ptr %58, align 8
  %175 = inttoptr i64 %174 to ptr
  %176 = getelementptr inbounds nuw i8, ptr %175, i64 104
  %177 = load i64, ptr %176, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @run_parallel(ptr %4, ptr nonnull %5, i64 %177, i64 %.1, i64 %.2, i64 %.3, i64 %.4, i64 %7, i64 16, i64 %203) #0
  %178 = load i8, ptr %4, align 1
  %179 = icmp eq i8 %178, 0
  br i1 %179, label %180, label %261

180:                                              ; preds = %173, %171, %157, %119, %92, %52
  %181 = call i64 @get_status() #0
  %182 = call i64 @kept_bits() #0
  %183 = and i64 %182, %181
  %184 = call i64 @default_bits() #0
  %185 = icmp eq i64 %183, %184
  br i1 %185, label %205, label %186

186:                                              ; preds = %180
  %187 = call i64 @kept_bits() #0
  %188 = xor i64 %187, -1
  %189 = and i64 %181, %188
  %190 = call i64 @default_bits() #0
  %191 = or i64 %189, %190
  %192 = call i64 @set_status(i64 %191) #0
  br label %205

193:                                              ; preds = %160
  %194 = sdiv i64 %7, %161
  %195 = srem i64 %7, %161
  %196 = xor i64 %195, %161
  %197 = icmp slt i64 %196, 0
  %198 = icmp ne i64 %195, 0
  %199 = and i1 %198, %197
  %200 = sext i1 %199 to i64
  %201 = add nsw i64 %194, %200
  %202 = tail call i64 @llvm.smin.i64(i64 %201, i64 %137)
  %203 = tail call i64 @llvm.smin.i64(i64 %202, i64 256)
  %204 = icmp slt i64 %202, 1
  br i1 %204, label %261, label %171

205:                                              ; preds = %186, %180
  %206 = load i64, ptr %5, align 8
  %207 = inttoptr i64 %.1 to ptr
  %208 = inttoptr i64 %.3 to ptr
  %209 = inttoptr i64 %206 to ptr
  %210 = call i64 %209(ptr %207, ptr %208, i64 %7) #0
  %211 = call i64 @get_status() #0
  %212 = getelementptr inbounds nuw i8, ptr %5, i64 56
  %213 = load i64, ptr %212, align 8
  %214 = and i64 %213, %211
  %215 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %216 = load i64, ptr %215, align 8
  %217 = inttoptr i64 %216 to ptr
  %218 = getelementptr inbounds nuw i8, ptr %217, i64 72
  %219 = load i64, ptr %218, align 8
  %220 = icmp eq i64 %219, 0
  br i1 %220, label %236, label %221

221:                                              ; preds = %205
  %222 = getelementptr inbounds nuw i8, ptr %217, i64 64
  %223 = load i64, ptr %222, align 8
  %224 = getelementptr inbounds nuw i8, ptr %217, i64 56
  %225 = load i64, ptr %224, align 8
  %226 = icmp eq i64 %225, 0
  br i1 %226, label %252, label %227

227:                                              ; preds = %221
  %228 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %228, align 8
  %229 = inttoptr i64 %225 to ptr
  %230 = call i64 %229(ptr nonnull %1, i64 1) #0
  %231 = load i64, ptr %1, align 64
  %232 = mul nsw i64 %231, 1000000000
  %233 = load i64, ptr %228, align 8
  %234 = add nsw i64 %232, %233
  %235 = load i64, ptr %218, align 8
  br label %252

236:                                              ; preds = %252, %205
  %237 = icmp eq i64 %214, 0
  br i1 %237, label %240, label %238

238:                                              ; preds = %236
  call fastcc void @left_to_numpy(ptr %2, ptr nonnull %5, i64 %214) #0
  %239 = load i64, ptr %2, align 8
  br label %240

240:                                              ; preds = %238, %236
  %241 = phi i64 [ %239, %238 ], [ 0, %236 ]
  %242 = call i64 @kept_bits() #0
  %243 = xor i64 %242, -1
  %244 = and i64 %211, %243
  %245 = call i64 @kept_bits() #0
  %246 = and i64 %245, %181
  %247 = or i64 %244, %241
  %248 = or i64 %247, %246
  %249 = icmp eq i64 %248, %211
  br i1 %249, label %261, label %250

250:                                              ; preds = %240
  %251 = call i64 @set_status(i64 %248) #0
  br label %261

252:                                              ; preds = %227, %221
  %253 = phi i64 [ %235, %227 ], [ %219, %221 ]
  %254 = phi i64 [ %234, %227 ], [ 0, %221 ]
  %255 = sub nsw i64 %254, %253
  %256 = sdiv i64 %255, 20
  %257 = srem i64 %255, 20
  %258 = ashr i64 %257, 63
  %259 = add i64 %256, %223
  %260 = add i64 %259, %258
  store i64 %260, ptr %222, align 8
  store i64 0, ptr %218, align 8
  br label %236

261:                                              ; preds = %0, %34, %46, %160, %163, %173, %193, %240, %250
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  ret ptr null
}

define noalias noundef ptr @code_share(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [512 x i8], align 64
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  %4 = inttoptr i64 %.1 to ptr
  %5 = load i64, ptr %4, align 8
  %6 = inttoptr i64 %5 to ptr
  %7 = getelementptr inbounds nuw i8, ptr %6, i64 40
  %8 = load i64, ptr %7, align 8
  %9 = icmp slt i64 %8, 1
  br i1 %9, label %101, label %10

10:                                               ; preds = %0
  %11 = getelementptr inbounds nuw i8, ptr %6, i64 24
  %12 = load i64, ptr %11, align 8
  %13 = inttoptr i64 %12 to ptr
  %14 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %15 = load i64, ptr %14, align 8
  %16 = inttoptr i64 %15 to ptr
  %17 = load i64, ptr %6, align 8
  %18 = inttoptr i64 %17 to ptr
  %19 = getelementptr inbounds nuw i8, ptr %6, i64 32
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds nuw i8, ptr %13, i64 32
  %22 = load i64, ptr %21, align 8
  %23 = icmp slt i64 %22, 1
  br i1 %23, label %35, label %24

24:                                               ; preds = %10, %24
  %25 = phi i64 [ %26, %24 ], [ 0, %10 ]
  %26 = add nuw nsw i64 %25, 1
  %27 = getelementptr i64, ptr %18, i64 %25
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr i64, ptr %16, i64 %25
  %30 = load i64, ptr %29, align 8
  %31 = mul nsw i64 %30, %20
  %32 = add nsw i64 %31, %28
  %33 = getelementptr i64, ptr %3, i64 %25
  store i64 %32, ptr %33, align 8
  %34 = icmp eq i64 %22, %26
  br i1 %34, label %35, label %24

35:                                               ; preds = %24, %10
  %36 = getelementptr inbounds nuw i8, ptr %13, i64 8
  %37 = load i64, ptr %36, align 8
  %38 = inttoptr i64 %37 to ptr
  %39 = getelementptr inbounds nuw i8, ptr %38, i64 56
  %40 = load i64, ptr %39, align 8
  %41 = icmp eq i64 %40, 0
  br i1 %41, label %50, label %42

42:                                               ; preds = %35
  %43 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %43, align 8
  %44 = inttoptr i64 %40 to ptr
  %45 = call i64 %44(ptr nonnull %2, i64 1) #0
  %46 = load i64, ptr %2, align 64
  %47 = mul nsw i64 %46, 1000000000
  %48 = load i64, ptr %43, align 8
  %49 = add nsw i64 %47, %48
  br label %50

50:                                               ; preds = %42, %35
  %51 = phi i64 [ %49, %42 ], [ 0, %35 ]
  %52 = call i64 @get_status() #0
  %53 = call i64 @kept_bits() #0
  %54 = and i64 %53, %52
  %55 = call i64 @default_bits() #0
  %56 = icmp eq i64 %54, %55
  br i1 %56, label %64, label %57

57:                                               ; preds = %50
  %58 = call i64 @kept_bits() #0
  %59 = xor i64 %58, -1
  %60 = and i64 %52, %59
  %61 = call i64 @default_bits() #0
  %62 = or i64 %60, %61
  %63 = call i64 @set_status(i64 %62) #0
  br label %64

64:                                               ; preds = %57, %50
  %65 = load i64, ptr %13, align 8
  %66 = load i64, ptr %7, align 8
  %67 = inttoptr i64 %65 to ptr
  %68 = call i64 %67(ptr nonnull %3, ptr %16, i64 %66) #0
  %69 = call i64 @get_status() #0
  %70 = getelementptr inbounds nuw i8, ptr %13, i64 56
  %71 = load i64, ptr %70, align 8
  %72 = and i64 %71, %69
  %73 = getelementptr inbounds nuw i8, ptr %6, i64 48
  store i64 %72, ptr %73, align 8
  %74 = call i64 @kept_bits() #0
  %75 = xor i64 %74, -1
  %76 = and i64 %69, %75
  %77 = call i64 @kept_bits() #0
  %78 = and i64 %77, %52
  %79 = or i64 %78, %76
  %80 = icmp eq i64 %79, %69
  br i1 %80, label %83, label %81

81:                                               ; preds = %64
  %82 = call i64 @set_status(i64 %79) #0
  br label %83

83:                                               ; preds = %81, %64
  %84 = load i64, ptr %36, align 8
  %85 = inttoptr i64 %84 to ptr
  %86 = getelementptr inbounds nuw i8, ptr %85, i64 56
  %87 = load i64, ptr %86, align 8
  %88 = icmp eq i64 %87, 0
  br i1 %88, label %97, label %89

89:                                               ; preds = %83
  %90 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %90, align 8
  %91 = inttoptr i64 %87 to ptr
  %92 = call i64 %91(ptr nonnull %1, i64 1) #0
  %93 = load i64, ptr %1, align 64
  %94 = mul nsw i64 %93, 1000000000
  %95 = load i64, ptr %90, align 8
  %96 = add nsw i64 %94, %95
  br label %97

97:                                               ; preds = %89, %83
  %98 = phi i64 [ %96, %89 ], [ 0, %83 ]
  %99 = sub nsw i64 %98, %51
  %100 = getelementptr inbounds nuw i8, ptr %6, i64 56
  store i64 %99, ptr %100, align 8
  br label %101

101:                                              ; preds = %0, %97
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  ret ptr null
}

declare i64 @llvm.ctpop.i64(i64) #1

declare i64 @llvm.cttz.i64(i64, i1 immarg) #2

declare i64 @llvm.smin.i64(i64, i64) #1

declare i64 @llvm.smax.i64(i64, i64) #1

declare void @llvm.lifetime.start.p0(ptr captures(none)) #3

declare void @llvm.lifetime.end.p0(ptr captures(none)) #3

declare i64 @llvm.umin.i64(i64, i64) #1

attributes #0 = { nounwind }
attributes #1 = { nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }
attributes #2 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #3 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }

